using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Meters;

/// <summary>The INA3221's two sysfs layouts (kernel documentation hwmon/ina3221; NVIDIA's ina3221x driver of L4T R32).</summary>
public sealed class Ina3221Tests
{
    private const string Hwmon = "sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon3";
    private const string Iio = "sys/bus/i2c/drivers/ina3221x/6-0040/iio:device0";

    private static SystemTree Orin() => new SystemTree()
        .Add("sys/bus/i2c/drivers/ina3221/bind", "")
        .Add($"{Hwmon}/name", "ina3221\n")
        .Add($"{Hwmon}/in1_label", "VDD_GPU_SOC\n").Add($"{Hwmon}/in1_input", "19128\n").Add($"{Hwmon}/curr1_input", "1364\n")
        .Add($"{Hwmon}/in2_label", "VDD_CPU_CV\n").Add($"{Hwmon}/in2_input", "19120\n").Add($"{Hwmon}/curr2_input", "63\n")
        .Add($"{Hwmon}/in3_label", "NC\n").Add($"{Hwmon}/in3_input", "0\n").Add($"{Hwmon}/curr3_input", "0\n")
        .Add($"{Hwmon}/in7_label", "sum of shunt voltages\n").Add($"{Hwmon}/curr4_input", "1427\n")
        .Add("sys/class/hwmon/hwmon3/name", "ina3221\n")
        .Add("sys/class/hwmon/hwmon3/in1_label", "VDD_GPU_SOC\n").Add("sys/class/hwmon/hwmon3/in1_input", "19128\n").Add("sys/class/hwmon/hwmon3/curr1_input", "1364\n");

    [Test]
    public void Discover_MainlineLayout_FindsEachRailOnceAsVoltsTimesAmperes()
    {
        using SystemTree tree = Orin();
        IReadOnlyList<IPowerMeter> meters = PowerMeters.Discover(tree.Files, new ManualTime());

        Assert.Multiple(() =>
        {
            Assert.That(meters.Select(meter => meter.Rail), Is.EqualTo(new[] { "VDD_GPU_SOC", "VDD_CPU_CV" }));
            Assert.That(meters.Select(meter => meter.Kind), Is.All.EqualTo(PowerMeterKind.Power));
            Assert.That(meters[0].Read().Watts, Is.EqualTo(26.090592).Within(1e-9));
            Assert.That(meters[1].Read().Watts, Is.EqualTo(1.20456).Within(1e-9));
            Assert.That(meters[0].Read().At, Is.EqualTo(TimeSpan.FromSeconds(100)));
        });
    }

    [Test]
    public void Discover_OlderLayout_ReadsThePowerFile()
    {
        using SystemTree tree = new SystemTree()
            .Add($"{Iio}/rail_name_0", "POM_5V_IN\n").Add($"{Iio}/in_power0_input", "2532\n").Add($"{Iio}/in_voltage0_input", "5000\n").Add($"{Iio}/in_current0_input", "506\n")
            .Add($"{Iio}/rail_name_1", "POM_5V_GPU\n").Add($"{Iio}/in_voltage1_input", "5000\n").Add($"{Iio}/in_current1_input", "20\n");
        IReadOnlyList<IPowerMeter> meters = PowerMeters.Discover(tree.Files, new ManualTime());

        Assert.That(meters.Select(meter => meter.Rail), Is.EqualTo(new[] { "POM_5V_IN", "POM_5V_GPU" }));
        Assert.That(meters[0].Read().Watts, Is.EqualTo(2.532).Within(1e-12));
        Assert.That(meters[1].Read().Watts, Is.EqualTo(.1).Within(1e-12), "no power file: volts times amperes");
    }

    [Test]
    public void Discover_ByClassWithPowerInMicrowatts_ReadsIt()
    {
        using SystemTree tree = new SystemTree()
            .Add("sys/class/hwmon/hwmon0/name", "nvme\n")
            .Add("sys/class/hwmon/hwmon1/name", "ina3221\n").Add("sys/class/hwmon/hwmon1/in1_label", "VDD_IN\n").Add("sys/class/hwmon/hwmon1/power1_input", "5440000\n");

        Assert.That(PowerMeters.Discover(tree.Files, new ManualTime()).Single().Read().Watts, Is.EqualTo(5.44).Within(1e-12));
    }

    [Test]
    public void Read_RailThatVanishes_IsAbsentAndComesBack()
    {
        using SystemTree tree = Orin();
        IPowerMeter meter = PowerMeters.Discover(tree.Files, new ManualTime())[0];
        tree.Remove($"{Hwmon}/curr1_input");
        PowerSample gone = meter.Read();
        tree.Add($"{Hwmon}/curr1_input", "1000\n");

        Assert.That(gone.Watts, Is.Null, "absent is not 0");
        Assert.That(gone.HasValue, Is.False);
        Assert.That(meter.Read().Watts, Is.EqualTo(19.128).Within(1e-9));
    }

    [TestCase("")]
    [TestCase("nan\n")]
    [TestCase("-5\n")]
    [TestCase("12 mA\n")]
    public void Read_Nonsense_IsAbsent(string text)
    {
        using SystemTree tree = Orin();
        IPowerMeter meter = PowerMeters.Discover(tree.Files, new ManualTime())[0];
        tree.Add($"{Hwmon}/curr1_input", text);

        Assert.That(meter.Read().Watts, Is.Null);
    }

    [Test]
    public void Discover_NoMeter_IsEmptyAndNoError()
    {
        using SystemTree tree = new();

        Assert.That(PowerMeters.Discover(tree.Files), Is.Empty);
        Assert.That(PowerMeters.Discover(new SystemFiles("/no/such/root")), Is.Empty);
    }

    [Test]
    public void Discover_ThisMachine_GivesMetersThatReadOrNone()
    {
        IReadOnlyList<IPowerMeter> meters = PowerMeters.Discover();
        TestContext.Out.WriteLine(meters.Count == 0 ? "no meter on this machine" : string.Join(", ", meters.Select(meter => $"{meter.Name}: {meter.Read()}")));

        Assert.That(meters.Select(meter => meter.Read().At), Is.All.GreaterThan(TimeSpan.Zero));
    }
}
