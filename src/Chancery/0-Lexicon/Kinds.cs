namespace Chancery;

/// <summary>What one side did in words; the kinds of act of the record format.</summary>
public enum ActKind
{
    /// <summary>Discussed, exchanged views on, reviewed.</summary>
    Discuss,
    /// <summary>Agreed to something or that something is so.</summary>
    Agree,
    /// <summary>Signed or adopted a text.</summary>
    Sign,
    /// <summary>Launched, inaugurated, established; elevated the relation.</summary>
    Launch,
    /// <summary>Thanked or appreciated.</summary>
    Thank,
    /// <summary>Commended or paid tribute to.</summary>
    Praise,
    /// <summary>Congratulated.</summary>
    Congratulate,
    /// <summary>Offered condolences or sympathy.</summary>
    Condole,
    /// <summary>Welcomed, or noted with satisfaction.</summary>
    Welcome,
    /// <summary>Supports something of another's.</summary>
    Support,
    /// <summary>Reaffirmed a position or commitment of its own.</summary>
    Reaffirm,
    /// <summary>Undertook to do or give something.</summary>
    Pledge,
    /// <summary>Gave or handed over; done, not promised.</summary>
    Give,
    /// <summary>Proposed or suggested.</summary>
    Propose,
    /// <summary>Is considering a proposal or request.</summary>
    Consider,
    /// <summary>Invited someone.</summary>
    Invite,
    /// <summary>Accepted an invitation, a request or a proposal.</summary>
    Accept,
    /// <summary>Declined, rejected or refused.</summary>
    Decline,
    /// <summary>Asked, urged or called for.</summary>
    Request,
    /// <summary>Briefed, informed, explained, announced a fact.</summary>
    Inform,
    /// <summary>Underlined, noted, said.</summary>
    State,
    /// <summary>Hoped, wished, looked forward to.</summary>
    Hope,
    /// <summary>Expressed concern or regret.</summary>
    Concern,
    /// <summary>Condemned or protested against.</summary>
    Condemn,
}

/// <summary>The kinds of occasion on which people of two or more parties met or spoke.</summary>
public enum EngagementKind
{
    /// <summary>A meeting of two sides.</summary>
    BilateralMeeting,
    /// <summary>A call paid on someone of higher rank.</summary>
    CourtesyCall,
    /// <summary>A conversation by telephone.</summary>
    PhoneCall,
    /// <summary>A conversation by video.</summary>
    VideoCall,
    /// <summary>A visit to a country.</summary>
    Visit,
    /// <summary>A meeting at the highest level.</summary>
    Summit,
    /// <summary>A meeting of more than two sides.</summary>
    MultilateralMeeting,
    /// <summary>Consultations of officials.</summary>
    Consultations,
    /// <summary>The signing of a text as an occasion of its own.</summary>
    SigningCeremony,
    /// <summary>The presentation of credentials.</summary>
    Credentials,
    /// <summary>An envoy was summoned.</summary>
    Summons,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>What kind of thing is left to do.</summary>
public enum CommitmentKind
{
    /// <summary>A visit to be paid.</summary>
    Visit,
    /// <summary>A meeting to be held.</summary>
    Meeting,
    /// <summary>An agreement or partnership to be concluded.</summary>
    Agreement,
    /// <summary>Aid to be given.</summary>
    Assistance,
    /// <summary>Anything else to be done.</summary>
    Action,
    /// <summary>A proposal to be answered.</summary>
    Proposal,
}

/// <summary>How far a commitment has come at the time of the release.</summary>
public enum CommitmentStatus
{
    /// <summary>An invitation was given.</summary>
    Invited,
    /// <summary>It was accepted.</summary>
    Accepted,
    /// <summary>The sides agreed on it.</summary>
    Agreed,
    /// <summary>One side promised it.</summary>
    Pledged,
    /// <summary>It is being considered.</summary>
    UnderConsideration,
    /// <summary>It was announced.</summary>
    Announced,
}

/// <summary>The words by which the record format names the kinds.</summary>
public static class Kinds
{
    private static readonly string[] Engagements =
    [
        "bilateral meeting", "courtesy call", "phone call", "video call", "visit", "summit", "multilateral meeting",
        "consultations", "signing ceremony", "credentials", "summons", "other",
    ];

    private static readonly string[] Acts = [.. Enum.GetNames<ActKind>().Select(n => n.ToLowerInvariant())];
    private static readonly string[] Commitments = [.. Enum.GetNames<CommitmentKind>().Select(n => n.ToLowerInvariant())];
    private static readonly string[] Statuses = ["invited", "accepted", "agreed", "pledged", "under consideration", "announced"];

    /// <summary>The record format's word for a kind of act.</summary>
    public static string Word(this ActKind kind) => Acts[(int)kind];

    /// <summary>The record format's words for a kind of engagement.</summary>
    public static string Word(this EngagementKind kind) => Engagements[(int)kind];

    /// <summary>The record format's word for a kind of commitment.</summary>
    public static string Word(this CommitmentKind kind) => Commitments[(int)kind];

    /// <summary>The record format's words for a status.</summary>
    public static string Word(this CommitmentStatus status) => Statuses[(int)status];

    internal static bool TryAct(string word, out ActKind kind) => TryFind(Acts, word, out kind);

    internal static bool TryEngagement(string word, out EngagementKind kind) => TryFind(Engagements, word, out kind);

    internal static bool TryCommitment(string word, out CommitmentKind kind) => TryFind(Commitments, word, out kind);

    internal static bool TryStatus(string word, out CommitmentStatus status) => TryFind(Statuses, word, out status);

    private static bool TryFind<T>(string[] words, string word, out T kind)
        where T : struct, Enum
    {
        var at = Array.IndexOf(words, word);
        kind = at < 0 ? default : (T)Enum.ToObject(typeof(T), at);
        return at >= 0;
    }

    /// <summary>The PLOVER event type of an act, "-" where PLOVER has none (record format, table of acts).</summary>
    public static string Plover(this ActKind kind) => kind switch
    {
        ActKind.Discuss => "CONSULT",
        ActKind.Agree or ActKind.Pledge or ActKind.Accept => "AGREE",
        ActKind.Sign or ActKind.Thank or ActKind.Praise or ActKind.Congratulate or ActKind.Condole or ActKind.Welcome or ActKind.Support => "SUPPORT",
        ActKind.Launch => "COOPERATE",
        ActKind.Give => "AID",
        ActKind.Propose or ActKind.Invite or ActKind.Request => "REQUEST",
        ActKind.Decline => "REJECT",
        ActKind.Condemn => "ACCUSE",
        _ => "-",
    };

    /// <summary>The general CAMEO code of an act (record format, table of acts).</summary>
    public static string Cameo(this ActKind kind) => kind switch
    {
        ActKind.Discuss => "040",
        ActKind.Agree or ActKind.Pledge or ActKind.Accept => "030",
        ActKind.Sign => "057",
        ActKind.Launch => "060",
        ActKind.Thank or ActKind.Praise or ActKind.Congratulate or ActKind.Condole or ActKind.Welcome or ActKind.Support => "051",
        ActKind.Give => "070",
        ActKind.Propose or ActKind.Request => "020",
        ActKind.Invite => "022",
        ActKind.Consider => "014",
        ActKind.Decline => "120",
        ActKind.Concern => "012",
        ActKind.Condemn => "111",
        _ => "010",
    };

    /// <summary>The CAMEO code of an engagement: 041 by telephone, 042 a visit made, 043 a visit received, 040 otherwise.</summary>
    public static string Cameo(this EngagementKind kind) => kind switch
    {
        EngagementKind.PhoneCall or EngagementKind.VideoCall => "041",
        EngagementKind.Visit => "042",
        EngagementKind.SigningCeremony => "057",
        _ => "040",
    };
}
