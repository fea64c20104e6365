using Chancery.Registers.FollowUps;
using Microsoft.AspNetCore.Http;

namespace Chancery.Web.Api;

/// <summary>Answers that several endpoints give.</summary>
internal static class Answers
{
    /// <summary>There is nothing of that number (RFC 9457).</summary>
    public static IResult None(string what, long id) => Results.Problem($"There is no {what} {id}.", statusCode: StatusCodes.Status404NotFound);

    public static IResult Refused(Refusal refusal) => Results.Problem(refusal.Words, statusCode: refusal.IsUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);

    /// <summary>Names the next page of a list (RFC 8288): the same request with another value of one parameter.</summary>
    public static void LinkNext(HttpContext http, string parameter, long value)
    {
        var query = http.Request.Query.Where(q => q.Key != parameter).SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v))).Append(KeyValuePair.Create(parameter, (string?)value.ToString()));
        http.Response.Headers.Link = $"<{http.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
    }
}
