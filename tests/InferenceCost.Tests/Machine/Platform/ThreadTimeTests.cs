using System.Diagnostics;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Tests.Machine.Platform;

public sealed class ThreadTimeTests
{
    [Fact]
    public void A_thread_that_works_uses_time_and_one_that_waits_does_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "the system does not say");
        var before = ThreadTime.Nanoseconds()!.Value;
        using var never = new ManualResetEventSlim();
        never.Wait(50, TestContext.Current.CancellationToken);
        var waited = ThreadTime.Nanoseconds()!.Value - before;
        var (start, sum) = (Stopwatch.GetTimestamp(), 0.0);
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 50)
        {
            sum += Math.Sqrt(sum + 1);
        }

        var worked = ThreadTime.Nanoseconds()!.Value - before - waited;
        Assert.InRange(waited, 0, 20e6);
        Assert.True(worked > waited, $"{worked} against {waited}");
    }

    [Fact]
    public void Reading_it_allocates_nothing() => Assert.Equal(0, AllocatedBytes.Of(() => ThreadTime.Nanoseconds()));

    [Fact]
    public void The_first_thread_of_another_process_is_read_from_its_own_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("proc/42/task/42/schedstat", "123456789 55 7\n");
        Assert.Equal(123_456_789, ThreadTime.NanosecondsOfMain(42, folder.Path));
        Assert.Null(ThreadTime.NanosecondsOfMain(43, folder.Path));
    }
}
