using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Lineage;

/// <summary>A model whose answers tell where a student's come from.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Predictions">Its answers.</param>
/// <param name="Distilled">Whether it learnt from the teacher: then it is one more seed of the student, not a control.</param>
public sealed record TrainingRun(string Model, Predictions Predictions, bool Distilled = false);
