using System.Globalization;
using BenchmarkDotNet.Running;
using GrokBench.Benchmarks.Kernels;
using GrokBench.Benchmarks.Speed;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["perf", ..]) return PerfCommand.Run(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(PerfCommand).Assembly).Run(args, KernelConfig.Create());
return 0;
