namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>A study file has mistakes; the message has each with its line.</summary>
internal sealed class StudyFileException(string message) : FormatException(message);
