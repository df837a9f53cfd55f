using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class NameListTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData("", "is no JSON, from line 1 on.")]
    [InlineData("{\n\"Ada\": [", "is no JSON, from line 2 on.")]
    [InlineData("[\"Ada\"]", "is no list of names with handles.")]
    [InlineData("{\"Ada\": {\"alias\": [7]}}", "is no list of names with handles.")]
    [InlineData("{\"Ada\": 1}", "names nobody with handles.")]
    public void What_is_no_list_of_names_is_told_in_one_sentence(string text, string said)
    {
        File.WriteAllText(file, text);
        Assert.Equal($"{file} {said}", Assert.Throws<InvalidInputException>(() => NameList.Read(file)).Message);
    }

    public void Dispose() => File.Delete(file);
}
