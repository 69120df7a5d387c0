// The whole project: both engines on the same weights and examples.
[assembly: Category("Parity")]
