using System.Text;

namespace Chancery.Issuing.Clearances;

/// <summary>Draws the steps for the documentation, from the code. Stateless.</summary>
internal static class ClearanceDrawing
{
    /// <summary>The drawing in the words of Mermaid (stateDiagram-v2), and the steps as a table.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> draft\n");
        foreach (var stage in Enum.GetValues<Stage>().Where(s => s.Word().Contains(' ', StringComparison.Ordinal)))
            text.Append("    state \"").Append(stage.Word()).Append("\" as ").Append(Name(stage)).Append('\n');
        foreach (var step in Clearance.Steps)
            text.Append("    ").Append(Name(step.From)).Append(" --> ").Append(Name(step.To)).Append(" : ").Append(step.Name).Append(step.By is { } by ? $" ({by.Word()})" : "").Append('\n');
        text.Append("```\n\n| from | step | to | who | what it needs |\n| --- | --- | --- | --- | --- |\n");
        foreach (var step in Clearance.Steps)
        {
            var needs = string.Join(", ", new[] { step.FourEyes ? "somebody who wrote none of the text" : "", step.NeedsReason ? "a reason" : "", step.NeedsTime ? "a time to come" : "" }.Where(n => n.Length > 0));
            text.Append("| ").Append(step.From.Word()).Append(" | ").Append(step.Name).Append(" | ").Append(step.To.Word()).Append(" | ").Append(step.By?.Word() ?? "of itself").Append(" | ").Append(needs).Append(" |\n");
        }
        return text.ToString();
    }

    private static string Name(Stage stage) => stage.Word().Replace(' ', '_');
}
