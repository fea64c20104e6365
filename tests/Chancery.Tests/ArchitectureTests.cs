using System.Reflection;
using Xunit;

namespace Chancery.Tests;

/// <summary>Each room of the road needs only those before it.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Road = ["Chancery.Lexicons", "Chancery.Sources", "Chancery.Layout", "Chancery.Text", "Chancery.Mentions", "Chancery.Names", "Chancery.Verbs", "Chancery.Engagements", "Chancery.Acts", "Chancery.Outcomes", "Chancery.Records", "Chancery.Comparisons", "Chancery.Drafts"];

    private static readonly string[] Register = ["Chancery.Registers.Store", "Chancery.Registers.Journals", "Chancery.Registers.People", "Chancery.Registers.FollowUps", "Chancery.Registers.Reviews", "Chancery.Registers.Import", "Chancery.Registers.Search", "Chancery.Registers.Briefs", "Chancery.Registers.Checks"];

    private static readonly string[] Issuing = ["Chancery.Issuing.Notes", "Chancery.Issuing.Clearances", "Chancery.Issuing.Documents", "Chancery.Issuing.Seals", "Chancery.Issuing.Desks", "Chancery.Issuing.Issue", "Chancery.Issuing.Sites", "Chancery.Issuing.Verification", "Chancery.Issuing.Lists"];

    private static readonly string[] Web = ["Chancery.Web.Front", "Chancery.Web.Accounts", "Chancery.Web.Api", "Chancery.Web.Pages", "Chancery.Web.Server", "Chancery.Web.Counter"];

    private static readonly (string[] Rooms, Assembly Assembly)[] Houses = [(Road, typeof(Reader).Assembly), (Register, typeof(Registers.Store.RegisterStore).Assembly), (Issuing, typeof(Chancery.Issuing.Documents.Sheet).Assembly), (Web, typeof(Chancery.Web.Api.Served).Assembly)];

    public static TheoryData<string> Rooms() => [.. Road, .. Register, .. Issuing, .. Web];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_needs_only_those_before_it(string room)
    {
        var (road, assembly) = Houses.Single(h => h.Rooms.Contains(room));
        var later = road[(Array.IndexOf(road, room) + 1)..];
        var faults = Uses(assembly).Where(u => IsIn(u.From, room) && later.Any(l => IsIn(u.To, l))).Distinct().Select(u => $"{u.From} needs {u.To}").ToList();
        Assert.Empty(faults);
    }

    [Xunit.Fact]
    public void The_library_needs_no_file_network_or_database()
    {
        var names = typeof(Reader).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.DoesNotContain(names, n => n.Contains("Net.Http", StringComparison.Ordinal) || n.Contains("Data", StringComparison.Ordinal) || n.Contains("FileSystem", StringComparison.Ordinal) || n.Contains("AspNetCore", StringComparison.Ordinal));
    }

    [Xunit.Fact]
    public void The_road_is_what_the_folders_of_the_source_say()
    {
        Assert.All(Houses.SelectMany(h => h.Rooms.Select(r => h.Assembly.GetTypes().Any(t => t.Namespace == r))), Assert.True);
    }

    private static bool IsIn(string name, string room) => name == room || name.StartsWith(room + ".", StringComparison.Ordinal);

    /// <summary>Which namespace's fields, methods and bodies name which namespace's types.</summary>
    private static IEnumerable<(string From, string To)> Uses(Assembly assembly)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var type in assembly.GetTypes().Where(t => t.Namespace is not null))
        {
            var used = new HashSet<Type>();
            foreach (var field in type.GetFields(All))
                used.Add(field.FieldType);
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            {
                foreach (var parameter in method.GetParameters())
                    used.Add(parameter.ParameterType);
                if (method is MethodInfo { ReturnType: var returned })
                    used.Add(returned);
                foreach (var named in InBody(method))
                    used.Add(named);
            }
            foreach (var one in used.SelectMany(Parts))
            {
                if (one.Assembly == assembly && one.Namespace is not null)
                    yield return (type.Namespace!, one.Namespace);
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : type.HasElementType ? Parts(type.GetElementType()!) : [type];

    /// <summary>The types that a body's calls and casts name: every token in its code that resolves.</summary>
    private static IEnumerable<Type> InBody(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray();
        if (code is null)
            yield break;
        for (var at = 0; at + 4 < code.Length; at++)
        {
            if (code[at] is not (0x28 or 0x6F or 0x73 or 0x74 or 0x75 or 0x7B or 0x7E or 0x8D))
                continue;
            MemberInfo? member = null;
            try
            {
                member = method.Module.ResolveMember(BitConverter.ToInt32(code, at + 1), method.DeclaringType?.IsGenericType == true ? method.DeclaringType.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
            }
            catch (Exception fault) when (fault is ArgumentException or BadImageFormatException)
            {
                // Not a token after all.
            }
            if (member is Type type)
                yield return type;
            else if (member?.DeclaringType is { } declaring)
                yield return declaring;
        }
    }
}
