namespace Chancery.Lexicons;

/// <summary>"1st", "2nd", "3rd", "11th": a number as English writes its place. Stateless.</summary>
internal static class EnglishOrdinal
{
    public static string Of(int number) => $"{number}{(number % 100 is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}";
}
