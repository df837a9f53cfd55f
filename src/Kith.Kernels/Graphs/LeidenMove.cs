using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Moves single vertices to the group that gains most until none wants to move (the paper's MoveNodesFast).</summary>
/// <remarks>
/// The paper looks at a vertex again whenever a neighbour has moved. Here each knows by how much its group was better than the next
/// best, and is looked at again when as much weight, less a little for what the masses of groups may change, has moved against it.
/// Where all begin alone, who has been joined by others waits for the second round: groups are larger by then.
/// </remarks>
internal sealed unsafe class LeidenMove(int most)
{
    // In mean weights of an edge.
    private const float ForMasses = 2;

    private readonly LeidenTally[] _tallies = new LeidenTally[most]; // of groups
    private readonly int[] _sizes = new int[most];
    private readonly int[] _empty = new int[most];
    private readonly int[] _touched = new int[most + Sift.Room];
    private readonly int[] _queue = new int[most + Sift.Room]; // who waits, in that order
    private readonly float[] _margins = new float[most]; // below 0: may find a better group
    private readonly bool[] _left = new bool[most];
    private LeidenLevel _level = null!;
    private Places _at; // stands only while a run lasts

    /// <summary>Groups without members at the end of the last run.</summary>
    public int Empty { get; private set; }

    /// <summary>Groups that somebody has left since this was last cleared: what holds them together may be gone.</summary>
    public Span<bool> Left => _left;

    /// <summary>By how much the group of each vertex is better than the next best, less a little; in weight.</summary>
    public ReadOnlySpan<float> Margins => _margins;

    /// <summary>The number of moves. Groups are labels below the number of vertices.</summary>
    /// <param name="level">The graph.</param>
    /// <param name="groups">Group of each vertex; changed.</param>
    /// <param name="random">The order of visits.</param>
    /// <param name="work">Cancellation.</param>
    /// <param name="rest">Ends with the first round in which a smaller share of the vertices has moved; 0: when nobody wants to.</param>
    public int Run(LeidenLevel level, int[] groups, ref Xoshiro random, Work work, double rest = 0)
    {
        Begin(level, groups);
        var line = LineUp(ref random);
        return Settle(groups, [], line, work, rest * line);
    }

    /// <summary>
    /// As <see cref="Run"/> where most are known to be settled: looks at the others, at those who have been taken to other groups
    /// since, and at whom that concerns, in the order of memory. The number of moves.
    /// </summary>
    /// <param name="level">The graph.</param>
    /// <param name="groups">Groups as they are now; their names may be new.</param>
    /// <param name="taken">Who has come to another group since the margins were known.</param>
    /// <param name="margins">What <see cref="Margins"/> was, or less.</param>
    /// <param name="work">Cancellation.</param>
    public int RunAgain(LeidenLevel level, int[] groups, List<int> taken, float[] margins, Work work)
    {
        Begin(level, groups);
        margins.CopyTo(_margins, 0);
        return Settle(groups, taken, line: 0, work, least: 0);
    }

    // Those in line first, if anybody is; then whoever waits.
    private int Settle(int[] groups, List<int> taken, int line, Work work, double least)
    {
        var level = _level;
        fixed (int* offsets = level.Offsets, targets = level.Targets, labels = groups, touched = _touched, queue = _queue)
        fixed (double* masses = level.Masses)
        fixed (float* weights = level.Weights, margins = _margins)
        fixed (LeidenTally* tallies = _tallies)
        {
            _at = new Places(offsets, targets, weights, masses, labels, tallies, margins, touched, queue);
            foreach (var v in taken)
            {
                Tell(v, groups[v]);
                _margins[v] = float.NegativeInfinity;
            }

            return VisitAll(line > 0 ? line : Waiting(), least, work.Cancel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(LeidenLevel level, int[] groups)
    {
        var n = level.Count;
        _level = level;
        Array.Clear(_tallies, 0, n);
        Array.Clear(_sizes, 0, n);
        for (var v = 0; v < n; v++)
        {
            _tallies[groups[v]].Mass += level.Masses[v];
            _sizes[groups[v]]++;
        }

        Empty = 0;
        for (var c = n - 1; c >= 0; c--)
        {
            _empty[Empty] = c;
            Empty += _sizes[c] == 0 ? 1 : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LineUp(ref Xoshiro random)
    {
        var queue = _queue.AsSpan(0, _level.Count);
        var (offsets, line) = (_level.Offsets, 0);
        random.Order(queue);
        foreach (var v in queue)
        {
            // Who has nobody stays alone.
            var isLinked = offsets[v] < offsets[v + 1];
            queue[line] = v;
            _margins[v] = isLinked ? float.NegativeInfinity : 0;
            line += isLinked ? 1 : 0;
        }

        return line;
    }

    // Round after round, those who wait, in the order of memory but for the first. A queue, which the paper has, would cost a branch for each neighbour of whoever moves.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int VisitAll(int waiting, double least, CancellationToken cancel)
    {
        var (moves, areAlone) = (0, Empty == 0);
        for (; waiting > 0; waiting = Waiting())
        {
            var before = moves;
            for (var i = 0; i < waiting; i++)
            {
                if ((i & 0xffff) == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                }

                if (i < waiting - 2)
                {
                    var soon = _at.Queue[i + 2];
                    Ahead.Fetch(_at.Targets + _at.Offsets[_at.Queue[i + 1]]);
                    Ahead.Fetch(_at.Offsets + soon);
                    Ahead.Fetch(_at.Groups + soon);
                    Ahead.Fetch(_at.Masses + soon);
                    Ahead.Fetch(_at.Margins + soon);
                }

                var v = _at.Queue[i];
                if (!areAlone || _sizes[_at.Groups[v]] == 1)
                {
                    moves += Visit(v) ? 1 : 0;
                }
            }

            areAlone = false;
            if (moves - before < least)
            {
                break;
            }
        }

        return moves;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Waiting() => Sift.Negative(_at.Margins, _level.Count, _at.Queue);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Visit(int v)
    {
        var old = _at.Groups[v];
        var mass = _at.Masses[v];
        var price = _level.Resolution * mass;
        _at.Tallies[old].Mass -= mass;
        var choice = new LeidenChoice { Best = old, Next = double.NegativeInfinity };
        if (_at.Weights == null)
        {
            ByCount(v, price, ref choice);
        }
        else
        {
            ByWeight(v, price, ref choice);
        }

        // To be alone gains 0.
        if (choice.Most < 0 && _sizes[old] > 1)
        {
            choice = new LeidenChoice { Best = _empty[--Empty], Next = choice.Most };
        }

        _at.Tallies[choice.Best].Mass += mass;
        _at.Margins[v] = float.MaxNative(0, (float)(choice.Most - double.MaxNative(choice.Next, 0)) - (ForMasses * (float)_level.Unit));
        if (choice.Best == old)
        {
            return false;
        }

        Join(v, old, choice.Best);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ByWeight(int v, double price, ref LeidenChoice choice)
    {
        var groups = _at.Groups;
        var tallies = _at.Tallies;
        var touched = _at.Touched;
        var weights = _at.Weights;
        var (own, count, end) = (choice.Best, 0, _at.Offsets[v + 1]);
        for (var e = _at.Offsets[v]; e < end; e++)
        {
            var c = groups[_at.Targets[e]];
            var weight = tallies[c].Weight;
            touched[count] = c;
            count += Branchless.IsNothing(weight);
            tallies[c].Weight = weight + weights[e];
        }

        var found = choice;
        found.Most = tallies[own].Weight - (price * tallies[own].Mass);
        tallies[own].Weight = double.NegativeInfinity; // so that it is not its own next best
        for (var i = 0; i < count; i++)
        {
            var c = touched[i];
            found.Compare(c, tallies[c].Weight - (price * tallies[c].Mass));
            tallies[c].Weight = 0;
        }

        tallies[own].Weight = 0;
        choice = found;
    }

    // Where each edge weighs 1. Edges into the own group are sifted out first: mostly their number is all that has to be known.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ByCount(int v, double price, ref LeidenChoice choice)
    {
        var tallies = _at.Tallies;
        var touched = _at.Touched;
        var target = _at.Targets + _at.Offsets[v];
        var (own, total) = (choice.Best, _at.Offsets[v + 1] - _at.Offsets[v]);
        if (LeidenFew.IsSupported && total <= LeidenFew.Most)
        {
            choice = LeidenFew.Choose(target, total, own, price, _at.Groups, tallies);
            return;
        }

        var away = Sift.Away(target, null, total, own, _at.Groups, touched, null);
        var found = choice;
        found.Most = total - away - (price * tallies[own].Mass);
        if (away <= found.Most)
        {
            (choice.Most, choice.Next) = (found.Most, away);
            return;
        }

        var end = Count((uint*)touched, away, tallies);
        for (var other = (uint*)touched; other < end; other++)
        {
            // One that comes a second time counts 0 by then, which is never better.
            var c = *other;
            found.Compare((int)c, tallies[c].Even + tallies[c].Odd - (price * tallies[c].Mass));
            tallies[c].Weight = 0;
        }

        choice = found;
    }

    // Leaves each group once or twice, and tells where they end. Every other one is counted apart: to add to what has just been written to memory takes long.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint* Count(uint* touched, int total, LeidenTally* tallies)
    {
        var to = touched;
        var end = touched + total;
        for (; touched + 1 < end; touched += 2)
        {
            var (c, d) = (touched[0], touched[1]);
            var even = tallies[c].Even;
            *to = c;
            to += even == 0 ? 1 : 0;
            tallies[c].Even = even + 1;
            var odd = tallies[d].Odd;
            *to = d;
            to += odd == 0 ? 1 : 0;
            tallies[d].Odd = odd + 1;
        }

        if (touched < end)
        {
            var c = *touched;
            *to++ = c;
            tallies[c].Even++;
        }

        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Join(int v, int old, int best)
    {
        _at.Groups[v] = best;
        _left[old] = true;
        _sizes[best]++;
        if (--_sizes[old] == 0)
        {
            _tallies[old].Mass = 0;
            _empty[Empty++] = old;
        }

        Tell(v, best);
    }

    // Neighbours of one that has come to a group: those in it are the better there, the others the worse where they are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tell(int v, int group)
    {
        var groups = _at.Groups;
        var margins = _at.Margins;
        var weights = _at.Weights;
        var target = (uint*)_at.Targets + _at.Offsets[v];
        var end = (uint*)_at.Targets + _at.Offsets[v + 1];
        if (weights == null)
        {
            for (; target < end; target++)
            {
                margins[*target] += Branchless.Signed(1, groups[*target] != group);
            }
        }
        else
        {
            for (var weight = weights + _at.Offsets[v]; target < end; target++, weight++)
            {
                margins[*target] += Branchless.Signed(*weight, groups[*target] != group);
            }
        }
    }

    /// <summary>Where the arrays of a run are, so that no visit has to pin them again.</summary>
    private readonly struct Places(
        int* offsets, int* targets, float* weights, double* masses, int* groups, LeidenTally* tallies, float* margins, int* touched, int* queue)
    {
        public readonly int* Offsets = offsets;
        public readonly int* Targets = targets;
        public readonly float* Weights = weights; // null when each weighs 1
        public readonly double* Masses = masses;
        public readonly int* Groups = groups;
        public readonly LeidenTally* Tallies = tallies;
        public readonly float* Margins = margins;
        public readonly int* Touched = touched;
        public readonly int* Queue = queue;
    }
}
