record Drone(string Name, double Grams, double Kilometres, double Price);

class AnyProgress : IProgress<ProfileProgress>, IProgress<EvaluationProgress>, IProgress<StudyProgress>
{
    void IProgress<ProfileProgress>.Report(ProfileProgress value) { }
    void IProgress<EvaluationProgress>.Report(EvaluationProgress value) { }
    void IProgress<StudyProgress>.Report(StudyProgress value) { }
}

// The page calls by one name what is a list of two kinds.
class Models : List<EvaluatedModel>, IReadOnlyList<StudyModel>
{
    StudyModel IReadOnlyList<StudyModel>.this[int index] => null;
    IEnumerator<StudyModel> IEnumerable<StudyModel>.GetEnumerator() => null;
}

Drone[] drones = [];
AnyProgress progress = new();
Models models = new();
Benchmark benchmark = null;
IReadOnlyList<Configuration> configurations = [];
TraceStore store = null;
var profiles = new Dictionary<string, DeviceProfile>();
PlannedModel[] loaders = [];
