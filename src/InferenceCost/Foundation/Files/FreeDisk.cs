namespace InferenceCost.Foundation.Files;

/// <summary>Room on a disk, asked before a graph of some gigabytes is written to it.</summary>
public static class FreeDisk
{
    /// <summary>
    /// Bytes that this user may still write where the path lies, or will lie once its folder is made; null where the system does not tell.
    /// </summary>
    public static long? Bytes(string path)
    {
        try
        {
            var place = Path.GetFullPath(path);
            while (!Path.Exists(place) && Path.GetDirectoryName(place) is { } parent)
            {
                place = parent;
            }

            // Unix asks the file system of any path; Windows wants the drive.
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(place)! : place).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
