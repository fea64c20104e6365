using Chancery.Mentions;

namespace Chancery.Verbs;

/// <summary>Who does something in a clause.</summary>
internal sealed record Doer(int[] Parties, int[] People, int First, Mention? Mention)
{
    public int Person => People.Length == 1 ? People[0] : -1;
}
