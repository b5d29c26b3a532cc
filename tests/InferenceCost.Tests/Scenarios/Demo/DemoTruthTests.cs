using InferenceCost.Records;
using InferenceCost.Scenarios.Demo;
using InferenceCost.Tests.Comparison;

namespace InferenceCost.Tests.Scenarios.Demo;

public sealed class DemoTruthTests
{
    private static readonly FamilyRecord Family = Toys();

    private readonly DemoTruth truth = new([Family]);

    [Fact]
    public void Fates_follow_each_other_in_the_order_of_the_family() => Assert.Equal(
        [DemoFate.Matches, DemoFate.SavesNoMemory, DemoFate.AnswersWorse, DemoFate.Matches],
        Enumerable.Range(0, 4).Select(place => truth.Fate("toys", $"student{place}")));

    [Fact]
    public void Who_answers_worse_loses_four_margins_another_seed_of_it_too_and_a_control_that_was_not_distilled() => Assert.Equal(
        [0, 0, 0, 0.04, 0, 0.04, 0.04],
        new[] { "teacher", "student0", "student1", "student2", "student3", "seed of student2", "control" }
            .Select(model => truth.Of("toys", model).Loss));

    [Fact]
    public void A_relative_margin_is_a_share_of_the_teachers_score()
    {
        var relative = Family with { Task = Family.Task with { Margin = Family.Task.Margin! with { Kind = MarginKind.Relative } } };
        Assert.Equal(4 * 0.01 * DemoModel.TeacherAccuracy, new DemoTruth([relative]).Of("toys", "student2").Loss, 12);
    }

    [Fact]
    public void Costs_grow_with_the_weights_and_the_second_student_takes_its_teachers_memory()
    {
        var (teacher, first, second) = (truth.Of("toys", "teacher"), truth.Of("toys", "student0"), truth.Of("toys", "student1"));
        Assert.True(teacher.CallNanoseconds(1) > first.CallNanoseconds(1));
        Assert.True(teacher.LoadNanoseconds > first.LoadNanoseconds);
        Assert.True(teacher.MemoryBytes > first.MemoryBytes);
        Assert.Equal(teacher.MemoryBytes, second.MemoryBytes);
        double Longer(int batch) => teacher.CallNanoseconds(batch) - first.CallNanoseconds(batch);
        Assert.Equal(32 * Longer(1), Longer(32), 6);
    }

    [Fact]
    public void Chance_is_the_same_for_the_same_name_and_another_for_another()
    {
        static IReadOnlyList<double> Draw(string name)
        {
            var noise = new DemoNoise(name);
            return [.. Enumerable.Range(0, 1000).Select(_ => noise.Factor(0.05))];
        }

        Assert.Equal(Draw("one"), Draw("one"));
        Assert.NotEqual(Draw("one"), Draw("other"));
        Assert.InRange(Math.Sqrt(Draw("one").Average(factor => Math.Pow(Math.Log(factor), 2))), 0.045, 0.055);
    }

    private static FamilyRecord Toys()
    {
        var toys = TwoRuns.Run().Families[0];
        var student = toys.Models.First(model => model.Role == ModelRole.Student);
        var control = student with { Role = ModelRole.Control };
        return toys with
        {
            Models =
            [
                toys.Models[0], .. Enumerable.Range(0, 4).Select(place => student with { Id = $"student{place}" }),
                control with { Id = "seed of student2", Distilled = true, ControlFor = "student2" },
                control with { Id = "control", Distilled = false, ControlFor = "student0" },
            ],
        };
    }
}
