namespace Kith.Ties;

/// <summary>What is left of something as its age in days grows, given its half-life: the same as an exponential, looked up because ages are whole days.</summary>
internal sealed class Fading
{
    // Eleven years; what is older is worked out.
    private const int Looked = 4096;

    private readonly double halfLife;
    private readonly double[] left;

    /// <param name="halfLife">In days.</param>
    public Fading(double halfLife)
    {
        this.halfLife = halfLife;
        left = [.. Enumerable.Range(0, Looked).Select(age => Exactly(age))];
    }

    /// <summary>What is left of one after so many days, from 0 on.</summary>
    public double After(long age) => age < Looked ? left[age] : Exactly(age);

    private double Exactly(double age) => Math.Exp(age * -.6931471805599453 / halfLife);
}
