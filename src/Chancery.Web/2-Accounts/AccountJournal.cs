using Chancery.Registers.Journals;
using Chancery.Registers.Store;

namespace Chancery.Web.Accounts;

/// <summary>Writes into the register's journal what an account did, or what was done to it.</summary>
internal static class AccountJournal
{
    public static Task AddAsync(RegisterStore store, string who, string what, string details) => WriteLock.DoAsync(store, async context =>
    {
        await Journal.AddAsync(context, who, what, details, CancellationToken.None).ConfigureAwait(false);
        return true;
    }, CancellationToken.None);
}
