using GrokBench.Runner;

return GrokBenchProgram.Run(args);
