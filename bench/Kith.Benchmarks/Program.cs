using Kith.Benchmarks.Text;

// Each benchmark prints its figures; bench/results keeps them with the command and the machine.
switch (args)
{
    case ["text"]:
        IndexBenchmark.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Say which: text");
        return 2;
}
