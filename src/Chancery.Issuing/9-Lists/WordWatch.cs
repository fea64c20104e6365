using MailKit;

namespace Chancery.Issuing.Lists;

/// <summary>Sees whether a server was given the words of a mail (DATA or BDAT, RFC 5321 and 3030). For one connection.</summary>
internal sealed class WordWatch : IProtocolLogger
{
    /// <summary>Whether it was.</summary>
    public bool Handed { get; set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        var said = buffer.AsSpan(offset, count);
        Handed |= said.StartsWith("DATA"u8) || said.StartsWith("BDAT"u8) || said.IndexOf("\r\nDATA\r\n"u8) >= 0 || said.IndexOf("\r\nBDAT "u8) >= 0;
    }

    public void LogConnect(Uri uri) => Handed = false;

    public void LogServer(byte[] buffer, int offset, int count)
    {
        // What the server says is told by exceptions.
    }

    public void Dispose()
    {
        // There is nothing to let go of.
    }
}
