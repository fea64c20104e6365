namespace Chancery.Verbs;

/// <summary>Tokens that say a fact, end exclusive.</summary>
internal readonly record struct Said(int First, int End);
