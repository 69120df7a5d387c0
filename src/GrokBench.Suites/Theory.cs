using System.Collections.Immutable;

namespace GrokBench.Suites;

/// <summary>A named explanation of grokking, which a suite's paper speaks for or against.</summary>
/// <param name="Meaning">What it says, in one sentence, with whom it is from.</param>
public sealed record Theory(string Name, string Meaning)
{
    /// <summary>Every theory that a suite may name, in ordinal order.</summary>
    public static ImmutableArray<Theory> Known { get; } =
    [
        new("circuit-efficiency", "Of two circuits that fit, weight decay comes to prefer the one that needs the smaller norm for the same logits (Varma et al. 2023)."),
        new("circuit-formation", "A general circuit forms gradually beside what memorises, unseen by the test accuracy, and shows once the rest is removed (Nanda et al. 2023; Barak et al. 2022)."),
        new("complexity-path", "Solutions of low complexity generalise but are reached after those of high complexity and low error (Miller et al. 2023; DeMoss et al. 2024)."),
        new("distribution-shift", "The delay comes of training and test examples that are distributed differently, such as sparse subclasses (Carvalho et al. 2025)."),
        new("early-late-bias", "Large initial weights are drawn to a kernel solution first and, with little weight decay, to one of large margin or low norm late (Lyu et al. 2023)."),
        new("effective-theory", "Representations take the task's structure under an attraction between examples, from a critical share of data on (Liu, Kitouni et al. 2022)."),
        new("first-passage", "Generalisation waits until the norm has contracted to a level of its own, at a rate that learning rate and weight decay set (2605.18845)."),
        new("lazy-to-rich", "Training first fits with the initial features, as a kernel method, and learns features that generalise later (Kumar et al. 2024)."),
        new("logit-scale", "What delays generalisation is the scale of the logits, through which a large norm acts (2606.18465)."),
        new("norm-separation", "The delay is the time in which weight decay takes the norm from the memorising to the generalising solution (2603.13331)."),
        new("numerical-stability", "Without regularisation, rounding in the softmax stops the gradient before the network generalises (Prieto et al. 2025)."),
        new("pattern-speeds", "Patterns are learnt at different speeds and generalise differently well; grokking and double descent are one thing (Davies et al. 2023)."),
        new("slingshot", "Generalisation comes with cyclic instabilities of adaptive optimisers late in training (Thilak et al. 2022)."),
        new("slow-gradients", "The slowly varying part of the gradients generalises, and amplifying it brings grokking forward (Lee et al. 2024)."),
        new("solvable-model", "The delay follows from the dynamics of losses in a linear model and the threshold of accuracy, with no understanding involved (Levi et al. 2023)."),
        new("weight-decay", "Weight decay drives generalisation after the fit: more of it, earlier; none, hardly ever (Power et al. 2022)."),
        new("weight-norm", "Solutions that generalise lie at a norm of the weights to which training from large weights has to come down (Liu, Michaud and Tegmark 2022)."),
    ];
}
