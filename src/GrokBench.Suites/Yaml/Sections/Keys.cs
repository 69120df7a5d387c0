using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Sections;

/// <summary>The keys of the suite format, section by section.</summary>
internal static class Keys
{
    /// <summary>Sections of a run group whose keys are settings.</summary>
    public static ImmutableArray<string> Settings { get; } = ["task", "model", "optimiser", "train"];

    public static ImmutableArray<string> Sweeps { get; } = ["sweep", "zip"];

    public static ImmutableArray<Key> Suite { get; } =
    [
        new("suite", "Name of the suite: the file's name without .yaml.", SettingType.Text, Required: true),
        new("paper", "The publication that is re-run.", Shape: "paper", Required: true),
        new("theories", "Theories that the paper speaks for or against: list theories shows them.", SettingType.ListOf(SettingType.OneOf(TheoryReader.Names))),
        new("defaults", "Settings shared by every run group.", Shape: "defaults"),
        new("events", "Steps to find on every curve, beside t_mem and t_gen.", Shape: "events"),
        new("runs", "Run groups by name.", Shape: "runs", Required: true),
        new("profiles", "What differs from the text above in a profile.", Shape: "profiles"),
        new("claims", "Claims by id, as in C3.2.", Shape: "claims", Required: true),
    ];

    public static ImmutableArray<Key> Paper { get; } =
    [
        new("title", "Title of the publication, or of the suite where there is none.", SettingType.Text, Required: true),
        new("authors", "Authors, as cited.", SettingType.Text),
        new("year", "Year of publication.", SettingType.Integer(1900, 2100)),
        new("arxiv", "arXiv number, in quotes.", SettingType.Text),
        new("summary", "What the paper says, in a sentence or two of our own.", SettingType.Text),
    ];

    public static ImmutableArray<Key> Defaults { get; } =
    [
        new("task", "The dataset: kind and its settings.", Shape: "task"),
        new("model", "The learner: kind and its settings.", Shape: "model"),
        new("optimiser", "The update rule: kind and its settings.", Shape: "optimiser"),
        new("train", "Budget, batch, loss, number formats.", Shape: "train"),
        new("observe", "What is watched, when, and when a run may stop.", Shape: "observe"),
        new("seeds", "How many seeds (from 0), a list of them, or { from: 0, count: 5 }.", Shape: "seeds"),
        new("profiles", "Profiles that train the group; ci and paper where not stated.", Profiles.ListType),
    ];

    public static ImmutableArray<Key> Group { get; } =
    [
        new("about", "One sentence for the report.", SettingType.Text),
        .. Defaults,
        new("sweep", "Settings and the values they take, every combination.", Shape: "sweep"),
        new("zip", "Settings and the values they take together: lists of one length.", Shape: "sweep"),
    ];

    public static Key Steps { get; } = new("steps", "Budget: the last step of a run that does not stop early.", SettingType.Integer(1), Required: true);

    /// <summary>What a stage waits for, where that is an event of the suite.</summary>
    public static ImmutableArray<Key> StageEvent { get; } =
    [
        new("event", "An event of this suite that is told from the loss or the accuracy of a split.", SettingType.Text, Required: true),
        new("checked-every", "Updates between the checks, which are part of training.", SettingType.Integer(1), Required: true),
        new("hold", "Checks in a row; those of the event where not stated.", SettingType.Integer(1)),
    ];

    public static ImmutableArray<Key> Observe { get; } =
    [
        new("per-decade", "Evaluations per factor of ten of steps.", SettingType.Integer(1, 200)),
        new("every", "Steps between evaluations; with per-decade, both.", SettingType.Integer(1)),
        new("measures", "Measures beyond loss and accuracy of every split.", SettingType.ListOf(SettingType.Text)),
        new("snapshots", "true: of the first seed of each cell, the answers to the whole table are kept at some twenty steps, for the report to show.", SettingType.Flag),
        new("stop", "When a run may end before its budget: never, or { after: [events], extra: 0.2 }.", Shape: "stop"),
        new("memorised", "Event from which the phase of a run is told; t_mem where not stated.", SettingType.Text),
        new("generalised", "Event from which the phase of a run is told; t_gen where not stated.", SettingType.Text),
        new("grokking-ratio", "generalised / memorised from which a run grokked; 5 where neither it nor grokking-delay is stated.", SettingType.Number(1)),
        new("grokking-delay", "Steps from memorised to generalised from which a run grokked, in place of a ratio.", SettingType.Number(1)),
    ];

    public static ImmutableArray<Key> Stop { get; } =
    [
        new("after", "Events that must all have held.", SettingType.ListOf(SettingType.Text, 1), Required: true),
        new("extra", "Share of steps to go on after the last of them; 0.2 where not stated.", SettingType.Number(0)),
    ];

    public static ImmutableArray<Key> Event { get; } =
    [
        new("measure", "The series: test.accuracy, weight-norm, ...", SettingType.Text, Required: true),
        new("at-least", "It happens where the series is this or more.", SettingType.Number()),
        new("at-most", "It happens where the series is this or less.", SettingType.Number()),
        new("hold", "Evaluations in a row, the first included; 5 where not stated.", SettingType.Integer(1, Limits.Evaluations)),
    ];

    public static ImmutableArray<Key> SeedRange { get; } =
    [
        new("from", "The first seed.", SettingType.Integer(0), Required: true),
        new("count", "How many.", SettingType.Integer(1, Limits.Seeds), Required: true),
    ];

    public static ImmutableArray<Key> Claim { get; } =
    [
        new("title", "A few words.", SettingType.Text, Required: true),
        new("says", "What the paper says, in our own words.", SettingType.Text, Required: true),
        new("source", "Figure, section or table.", SettingType.Text, Required: true),
        new("strength", "How firmly the paper commits itself; weak claims get no verdict.", SettingType.OneOf("strong", "medium", "weak"), Required: true),
        new("looks", "How often the claim was decided and seen by whoever chose to go on: setting, seeds or check changed after that; 1 where not stated.", SettingType.Integer(1)),
        new("checks-bench", "Whether it follows by arithmetic, so that it shows that the bench computes rightly and nothing of the paper; false where not stated.", SettingType.Flag),
        new("note", "Tolerances and deviations.", SettingType.Text),
        new("over", "Cells of every check that names none itself.", Shape: "cells"),
        new("check", "The prediction, as a check over runs.", Shape: "check", Required: true),
    ];

    public static ImmutableArray<Key> Cells { get; } =
    [
        new("runs", "The run group.", SettingType.Text, Required: true),
        new("where", "Swept settings and the value, or values, that they have in the cells meant.", Shape: "where"),
    ];
}
