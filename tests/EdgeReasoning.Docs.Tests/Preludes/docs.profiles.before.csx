IProgress<ProfileProgress> progress = null;
TimeSpan firstToken = default, end = default;
double? idleWatts = null;
