using System.Diagnostics;
using System.Runtime.Versioning;
using NUnit.Framework;

namespace EdgeReasoning.Docs;

/// <summary>
/// Has models loaded without options decode on one thread: several wait for each other at every layer of a tiny model, the longer the busier the machine is.
/// The library takes as many threads as the process may use cores, and asks its main thread, which the tests leave idle.
/// </summary>
[SetUpFixture]
[SupportedOSPlatform("linux")]
public sealed class OneThread
{
    [OneTimeSetUp]
    public void BindTheMainThread()
    {
        if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = 1;
    }
}
