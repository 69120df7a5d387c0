namespace GrokBench.Suites.Records;

/// <summary>What was found when a stored file was read: the value; or nothing, because there is no file; or nothing, because it is unusable.</summary>
/// <param name="Value">Null unless the file was there and whole.</param>
/// <param name="Problem">
/// Which file is unusable and why; null otherwise. Beside a value: what is wrong with a file that the value does not rest on.
/// </param>
public readonly record struct Reading<T>(T? Value, string? Problem)
    where T : class;
