using System.Globalization;
using BenchmarkDotNet.Running;
using GrokBench.Benchmarks.Speed;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["perf", ..]) return PerfCommand.Run(args.AsSpan(1));
BenchmarkSwitcher.FromAssembly(typeof(PerfCommand).Assembly).Run(args);
return 0;
