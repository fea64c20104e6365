namespace Chancery.Registers.Store;

/// <summary>How releases are numbered: the day of issue in front, then a count within the day, so that the newest has the highest number and is found first without sorting.</summary>
internal static class ReleaseNumber
{
    /// <summary>How many bits count the releases of one day.</summary>
    private const int DayBits = 20;

    /// <summary>Below all numbers of a day; a release without a day counts before all others.</summary>
    public static long First(DateOnly? day) => (long)(day?.DayNumber ?? 0) << DayBits;

    /// <summary>Above all numbers of a day.</summary>
    public static long End(DateOnly day) => (long)(day.DayNumber + 1) << DayBits;

    /// <summary>The day that a number begins with.</summary>
    public static DateOnly Day(long number) => DateOnly.FromDayNumber((int)(number >> DayBits));
}
