using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Families;

/// <summary>What PyTorch computed for one model; see Fixtures/make_fixtures.py.</summary>
internal sealed class Fixture
{
    private readonly JsonNode root;

    private Fixture(JsonNode root) => this.root = root;

    public static Fixture Load(string name) => new(Read(name));

    internal static JsonNode Read(string name) => JsonNode.Parse(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", $"{name}.json")))!;

    public int Trainings => root["optimisers"]!.AsArray().Count;

    public Dictionary<string, double[]> Parameters => Tensors(root["parameters"]!, Precision.Float64);

    /// <summary>The run that the fixture's training of this number is, on the fixture's own examples.</summary>
    public TrainingSpec Spec(int training, Precision precision)
    {
        var task = new ExamplesTask(Shape(), Examples());
        return new TrainingSpec(
            new Choice(task, []),
            Choose(Catalogue.Families, root["model"]!),
            Choose(Catalogue.Optimisers, root["optimisers"]![training]!),
            new Choice(Catalogue.Training,
            [
                new("batch", "full"),
                new("loss", root["loss"]!.GetValue<string>()),
                new("loss-precision", "float64"),
                new("precision", precision == Precision.Float64 ? "float64" : "float32"),
            ]),
            Seed: 0);
    }

    public double Loss(Precision precision) => Results(precision)["loss"]!.GetValue<double>();

    public Dictionary<string, double[]> Gradient(Precision precision) => Tensors(Results(precision)["gradient"]!, precision);

    /// <summary>Losses before each step, and the parameters after the last.</summary>
    public (double[] Losses, Dictionary<string, double[]> Parameters) Trained(int training, Precision precision)
    {
        var result = Results(precision)["trainings"]![training]!;
        return ([.. result["losses"]!.AsArray().Select(loss => loss!.GetValue<double>())], Tensors(result["parameters"]!, precision));
    }

    private JsonNode Results(Precision precision) => root[precision == Precision.Float64 ? "float64" : "float32"]!;

    private TaskShape Shape()
    {
        var task = root["task"]!;
        var count = root["tokens"]!.AsArray().Count;
        return new TaskShape
        {
            SequenceLength = task["sequence-length"]!.GetValue<int>(),
            Vocabulary = task["vocabulary"]!.GetValue<int>(),
            OperandColumns = [.. task["operand-columns"]!.AsArray().Select(column => column!.GetValue<int>())],
            Operands = task["operands"]!.GetValue<int>(),
            Outputs = task["outputs"]!.GetValue<int>(),
            LabelCount = task["label-count"]!.GetValue<int>(),
            TrainingExamples = count,
            Examples = count,
            Chance = double.NaN,
            Splits = ["train"],
        };
    }

    private Examples Examples()
    {
        var (tokens, labels) = (Rows(root["tokens"]!), Rows(root["labels"]!));
        return new Examples
        {
            Count = tokens.Length,
            TokenWidth = tokens[0].Length,
            Tokens = [.. tokens.SelectMany(row => row)],
            LabelWidth = labels[0].Length,
            Labels = [.. labels.SelectMany(row => row)],
        };
    }

    private static int[][] Rows(JsonNode rows) => rows.Deserialize<int[][]>()!;

    internal static Choice Choose<T>(IReadOnlyDictionary<string, T> kinds, JsonNode section)
        where T : IKind =>
        new(kinds[section["kind"]!.GetValue<string>()],
            section.AsObject().Where(pair => pair.Key != "kind").Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Value!))));

    private static SettingValue Value(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Number => node.GetValue<double>(),
        JsonValueKind.True or JsonValueKind.False => node.GetValue<bool>(),
        JsonValueKind.Array => SettingValue.ListOf(node.AsArray().Select(item => Value(item!))),
        _ => node.GetValue<string>(),
    };

    internal static Dictionary<string, double[]> Tensors(JsonNode tensors, Precision precision) =>
        tensors.AsObject().ToDictionary(pair => pair.Key, pair => Decode(Convert.FromBase64String(pair.Value!.GetValue<string>()), precision));

    internal static double[] Decode(byte[] bytes, Precision precision)
    {
        var size = precision == Precision.Float64 ? 8 : 4;
        return [.. bytes.Chunk(size).Select(chunk => size == 8
            ? BinaryPrimitives.ReadDoubleLittleEndian(chunk)
            : BinaryPrimitives.ReadSingleLittleEndian(chunk))];
    }
}
