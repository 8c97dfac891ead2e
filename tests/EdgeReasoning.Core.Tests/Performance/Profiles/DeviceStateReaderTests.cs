using EdgeReasoning.Performance.Tests.Meters;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Profiles;

public sealed class DeviceStateReaderTests
{
    [Test]
    public void Read_Jetson_KnowsItsModeClocksAndThrottling()
    {
        using SystemTree tree = new SystemTree()
            .Add("proc/device-tree/model", "NVIDIA Jetson AGX Orin Developer Kit\0")
            .Add("proc/sys/kernel/osrelease", "5.15.136-tegra\n")
            .Add("etc/os-release", "NAME=\"Ubuntu\"\nPRETTY_NAME=\"Ubuntu 22.04.4 LTS\"\n")
            .Add("etc/nv_tegra_release", "# R36 (release), REVISION: 4.0, GCID: 1\nmore\n")
            .Add("var/lib/nvpmodel/status", "pmode:0002 fmode:quiet\n")
            .Add("etc/nvpmodel.conf", "< POWER_MODEL ID=0 NAME=MAXN >\nCPU_ONLINE CORE_0 1\n< POWER_MODEL ID=2 NAME=MODE_30W >\n")
            .Add("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "schedutil\n")
            .Add("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "729600\n")
            .Add("sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq", "1728000\n")
            .Add("sys/devices/system/cpu/cpu10/cpufreq/scaling_cur_freq", "1728000\n")
            .Add("sys/devices/system/cpu/cpufreq/ignored", "1\n")
            .Add("sys/class/devfreq/17000000.gpu/cur_freq", "612000000\n")
            .Add("sys/class/devfreq/17000000.gpu/max_freq", "1300500000\n")
            .Add("sys/class/devfreq/17000000.gpu/governor", "nvhost_podgov\n")
            .Add("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n").Add("sys/class/thermal/thermal_zone0/temp", "50500\n")
            .Add("sys/class/thermal/thermal_zone1/type", "cv0-thermal\n").Add("sys/class/thermal/thermal_zone1/temp", "-256000\n")
            .Add("sys/class/hwmon/hwmon2/oc1_event_cnt", "3\n").Add("sys/class/hwmon/hwmon2/oc3_event_cnt", "1\n");
        DeviceState state = DeviceStateReader.Read(tree.Files);

        Assert.Multiple(() =>
        {
            Assert.That(state.ModelName, Is.EqualTo("NVIDIA Jetson AGX Orin Developer Kit"));
            Assert.That(state.PowerMode, Is.EqualTo("2 MODE_30W"));
            Assert.That(state.OperatingSystem, Is.EqualTo("Ubuntu 22.04.4 LTS"));
            Assert.That(state.Kernel, Is.EqualTo("5.15.136-tegra"));
            Assert.That(state.Driver, Is.EqualTo("# R36 (release), REVISION: 4.0, GCID: 1"));
            Assert.That(state.Governors, Is.EqualTo(new[] { "schedutil", "nvhost_podgov" }));
            Assert.That(state.Megahertz, Is.EquivalentTo(new Dictionary<string, double> { ["cpu"] = 1728, ["17000000.gpu"] = 612 }));
            Assert.That(state.MaxMegahertz, Is.EquivalentTo(new Dictionary<string, double> { ["cpu"] = 1728, ["17000000.gpu"] = 1300.5 }));
            Assert.That(state.Temperatures, Is.EquivalentTo(new Dictionary<string, double> { ["cpu-thermal"] = 50.5 }));
            Assert.That(state.ThrottleEvents, Is.EqualTo(4));
        });
    }

    [Test]
    public void Read_Pc_KnowsItsProcessorAndPlatformProfile()
    {
        using SystemTree tree = new SystemTree()
            .Add("sys/class/dmi/id/product_name", "ThinkPad\n")
            .Add("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD Ryzen 7\n")
            .Add("sys/firmware/acpi/platform_profile", "balanced\n")
            .Add("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "0\n")
            .Add("proc/driver/nvidia/version", "NVRM version: 580\nGCC\n");
        DeviceState state = DeviceStateReader.Read(tree.Files);

        Assert.Multiple(() =>
        {
            Assert.That(state.ModelName, Is.EqualTo("ThinkPad"));
            Assert.That(state.Processor, Is.EqualTo("AMD Ryzen 7"));
            Assert.That(state.PowerMode, Is.EqualTo("balanced"));
            Assert.That(state.Driver, Is.EqualTo("NVRM version: 580"));
            Assert.That(state.ThrottleEvents, Is.Zero, "read, and none");
        });
    }

    [Test]
    public void Read_NothingReadable_IsNullEverywhere()
    {
        DeviceState state = DeviceStateReader.Read(new SystemFiles("/no/such/root"));

        Assert.Multiple(() =>
        {
            Assert.That(new[] { state.ModelName, state.Processor, state.PowerMode, state.OperatingSystem, state.Kernel, state.Driver }, Is.All.Null);
            Assert.That(state.ThrottleEvents, Is.Null, "unknown is not 0");
            Assert.That(state.Temperatures, Is.Empty);
        });
    }
}
