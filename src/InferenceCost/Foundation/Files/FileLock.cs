using System.Security.Cryptography;
using System.Text;

namespace InferenceCost.Foundation.Files;

/// <summary>
/// One at a time for one file, over all threads and processes of this machine. Moving a file without overwriting is not enough: whether
/// the place is free is looked up first on some file systems, and two may look at once.
/// </summary>
internal static class FileLock
{
    /// <summary>Waits for the turn, then does the work.</summary>
    /// <param name="path">The file.</param>
    /// <param name="work">What is done in turn.</param>
    /// <param name="waiting">Called once where another has the turn.</param>
    public static T Take<T>(string path, Func<T> work, Action? waiting = null)
    {
        // A name of the system's own form: paths are too long for one and have characters that it refuses.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))))[..32];
        using var turn = new Mutex(initiallyOwned: false, $"Global\\inference-cost-history-{name}");
        try
        {
            if (!turn.WaitOne(0))
            {
                waiting?.Invoke();
                turn.WaitOne();
            }
        }
        catch (AbandonedMutexException)
        {
            // Whoever had it died; what it left is a temporary file, and the turn is ours.
        }

        try
        {
            return work();
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }
}
