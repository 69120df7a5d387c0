# GrokBench: build, run and test with nothing but the .NET SDK and the package registry.
#   make bench JOBS=4 PROFILE=ci OUT=results/ci SUITES="power-2022 nanda-2023"
#   make perf ROUNDS=15 CASES="nanda-last one-hot-mlp"
# The engine on TorchSharp, for the processor or for CUDA (docs/gpu.md); with ENGINE=torch what is built follows from DEVICE:
#   make build TORCH=cuda
#   make bench ENGINE=torch DEVICE=cuda:0 STACK=16
#   make bench ENGINE=torch TORCHSHARP=../torchsharp/TorchSharp.dll
# make itself ends with code 2 whatever went wrong; the last line and OUT/outcome.json tell grokbench's own exit code.

JOBS ?=
PROFILE ?= ci
OUT ?= results/$(PROFILE)
SUITES ?=
ROUNDS ?= 7
THREADS ?= own
CASES ?=
ENGINE =
DEVICE =
STACK =
TORCHSHARP ?=
TORCH = $(if $(filter torch,$(ENGINE)),$(if $(filter cuda%,$(DEVICE)),cuda,cpu))

GROKBENCH = dotnet src/GrokBench.Runner/bin/Release/net10.0/grokbench.dll
OPTIONS = $(if $(JOBS),--jobs $(JOBS)) $(if $(ENGINE),--engine $(ENGINE)) $(if $(DEVICE),--device $(DEVICE)) $(if $(STACK),--stack $(STACK))
BUILD = --configuration Release $(if $(TORCH),-p:Torch=$(TORCH) $(if $(TORCHSHARP),"-p:TorchSharpAssembly=$(abspath $(TORCHSHARP))"))
TEST = dotnet test GrokBench.sln $(BUILD) --no-build --logger trx --results-directory "$(CURDIR)/TestResults"

export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1

.PHONY: build bench compare smoke perf test test-long parity data digests schema pack format clean

build:
	dotnet build GrokBench.sln $(BUILD) --verbosity quiet

bench: build
	$(GROKBENCH) bench $(SUITES) --profile $(PROFILE) --out $(OUT) $(OPTIONS)

# Whether a result is worse than the newest reference: docs/versions.md.
compare: build
	$(GROKBENCH) compare $(OUT)

# One seed of the smallest cells, report included: whether everything works, in less than a minute.
smoke: build
	$(GROKBENCH) bench $(SUITES) --profile smoke --out results/smoke $(OPTIONS)

# Training steps against eager PyTorch, in turns, where /usr/bin/python3 has torch: docs/performance.md.
perf: build
	dotnet tests/GrokBench.Benchmarks/bin/Release/net10.0/GrokBench.Benchmarks.dll perf results/perf.json $(ROUNDS) $(THREADS) $(CASES)

test: build
	$(TEST) --filter "TestCategory!=Long"

# Everything, also what takes many minutes.
test-long: build
	$(TEST)

# The engine on TorchSharp against the built-in one, in a Debian 13 root where this machine's C++ runtime is too old for it: docs/gpu.md.
parity:
	.ci/parity

# Downloads MNIST to data/mnist, or to mnist in the folder of GROKBENCH_DATA: docs/data.md. Goes on where it was interrupted.
data: build
	$(GROKBENCH) data

# Rewrites results/reference/digests.json, which make test checks. A change of bits needs a raised version and a reason in CHANGELOG.md.
digests:
	dotnet build tests/GrokBench.EndToEnd $(BUILD) --verbosity quiet
	GROKBENCH_REWRITE_DIGESTS=1 dotnet test tests/GrokBench.EndToEnd $(BUILD) --no-build --filter "FullyQualifiedName~HasTheCommittedBits"
	git --no-pager diff --stat results/reference/digests.json

# After a setting or a kind was added: the schema by which editors complete suites.
schema:
	dotnet build tests/GrokBench.Suites.Tests $(BUILD) --verbosity quiet
	GROKBENCH_REWRITE_SCHEMA=1 dotnet test tests/GrokBench.Suites.Tests $(BUILD) --no-build --filter "FullyQualifiedName~IsTheCommittedSchema"
	git --no-pager diff --stat suites/schema

# NuGet packages: the libraries, for programs of one file beside a suite (docs/extending.md), and the tool.
PACKAGES ?= artifacts
pack: build
	for project in Tensors Models Suites Reports Runner; do dotnet pack src/GrokBench.$$project $(BUILD) --no-build --verbosity quiet --output $(PACKAGES) || exit 1; done
	dotnet pack src/GrokBench.Runner $(BUILD) -p:Tool=true --verbosity quiet --output $(PACKAGES)
	dotnet pack src/GrokBench.Torch $(BUILD) -p:Torch=library --verbosity quiet --output $(PACKAGES)

format:
	dotnet format GrokBench.sln

clean:
	dotnet clean GrokBench.sln --configuration Release --verbosity quiet
	rm -rf TestResults results/smoke
