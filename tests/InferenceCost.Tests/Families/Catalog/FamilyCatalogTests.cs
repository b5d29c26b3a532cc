using InferenceCost.Families.Catalog;
using InferenceCost.Foundation;

namespace InferenceCost.Tests.Families.Catalog;

public sealed class FamilyCatalogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FamilyCatalogTests()
    {
        Family("digits", "big", "small");
        Family("letters", "big", "tiny");
        folder.Write(".built/family.json", "not a family");
        folder.Write("empty/README.md", "");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_folder_with_a_family_file_is_listed_in_order() =>
        Assert.Equal(["digits", "letters"], FamilyCatalog.Open(folder.Path).Families.Select(family => family.Id));

    [Fact]
    public void A_family_that_cannot_be_read_spoils_nothing_but_itself()
    {
        folder.Write("broken/family.json", "{}");

        var catalog = FamilyCatalog.Open(folder.Path);

        Assert.Equal(2, catalog.Families.Count);
        Assert.Contains("broken", Assert.Single(catalog.Entries, entry => entry.Family is null).Fault!.Message);
        Assert.Contains("id: this field is missing", Assert.Throws<InputException>(() => catalog.FindFamily("broken")).Message);
        Assert.Contains("broken", Assert.Throws<InputException>(() => catalog.FindFamily("other")).Fix);
    }

    [Fact]
    public void Two_families_cannot_share_an_id()
    {
        folder.Write("zzz/family.json", FamilyText.With("id", "\"digits\""));

        var fault = Assert.Single(FamilyCatalog.Open(folder.Path).Entries, entry => entry.Fault is not null).Fault!;

        Assert.Contains("'digits' is already the id of the family in " + folder.File("digits"), fault.Message);
    }

    [Fact]
    public void The_folder_of_one_family_is_a_catalogue_of_one() =>
        Assert.Equal("digits", Assert.Single(FamilyCatalog.Open(folder.File("digits")).Families).Id);

    [Theory]
    [InlineData("digits", "digits", null)]
    [InlineData("digits/small", "digits", "small")]
    [InlineData("letters/big", "letters", "big")]
    [InlineData("tiny", "letters", "tiny")]
    public void A_family_and_a_model_are_found_by_name(string name, string family, string? model)
    {
        var choice = FamilyCatalog.Open(folder.Path).Find(name);
        Assert.Equal((family, model), (choice.Family.Id, choice.Model?.Id));
    }

    [Fact]
    public void A_family_goes_before_a_model_of_the_same_name()
    {
        Family("tiny", "other", "another");
        Assert.Null(FamilyCatalog.Open(folder.Path).Find("tiny").Model);
    }

    [Theory]
    [InlineData("big", "'big' is a model of more than one family", "digits/big, letters/big")]
    [InlineData("tinny", "holds no family and no model 'tinny'", "did you mean 'tiny'? Known here: tiny, ")]
    [InlineData("digit", "holds no family and no model 'digit'", "did you mean 'digits'?")]
    [InlineData("digits/smal", "the family 'digits' has no model 'smal'", "did you mean 'small'?")]
    [InlineData("digts/small", "holds no family 'digts'", "did you mean 'digits'?")]
    [InlineData("digits/small/x", "has no model 'small/x'", "small")]
    public void What_is_unknown_or_ambiguous_is_refused_with_the_candidates(string name, string what, string fix)
    {
        var error = Assert.Throws<InputException>(() => FamilyCatalog.Open(folder.Path).Find(name));
        Assert.Contains(what, error.Message);
        Assert.Contains(fix, error.Fix);
    }

    [Fact]
    public void A_bare_model_can_be_looked_for_in_one_family()
    {
        var catalog = FamilyCatalog.Open(folder.Path);
        var letters = new[] { catalog.FindFamily("letters") };

        Assert.Equal("letters", catalog.FindModel("big", letters).Family.Id);
        Assert.Throws<InputException>(() => catalog.FindModel("small", letters));
        Assert.Throws<InputException>(() => catalog.FindModel("digits/small", letters));
        Assert.Throws<InputException>(() => catalog.FindModel("big", catalog.Families));
        Assert.Contains("did you mean 'small'?", Assert.Throws<InputException>(() => catalog.FindModel("smal")).Fix);
    }

    private void Family(string id, string teacher, string student)
    {
        var family = FamilyText.Valid();
        family["id"] = id;
        family["models"]![0]!["id"] = teacher;
        family["models"]![1]!["id"] = student;
        family["models"]![1]!["teacher"] = teacher;
        family["models"]![2]!["id"] = $"{id}-control";
        family["models"]![2]!["controlFor"] = student;
        folder.Write($"{id}/family.json", family.ToJsonString());
    }
}
