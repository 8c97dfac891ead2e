namespace EdgeReasoning.Performance;

/// <summary>One power rail that can be read.</summary>
/// <remarks>A meter is read by one thread at a time. Reading never throws for a rail that is gone: the sample is empty.</remarks>
public interface IPowerMeter
{
    /// <summary>The meter's name, for people.</summary>
    string Name { get; }

    /// <summary>Which rail it reads, as the device calls it. Rails are not comparable: one may hold the GPU, another the whole board.</summary>
    string Rail { get; }

    /// <summary>What it reads.</summary>
    PowerMeterKind Kind { get; }

    /// <summary>Time between two readings that differ. Reading more often brings nothing new.</summary>
    TimeSpan Period { get; }

    /// <summary>Reads it.</summary>
    PowerSample Read();
}
