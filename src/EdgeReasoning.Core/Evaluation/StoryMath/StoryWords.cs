namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>The words that stories are told in.</summary>
internal static class StoryWords
{
    public static readonly string[] Names = ["Ann", "Bob", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida", "Jim", "Kim", "Leo", "Max", "Ned", "Pam", "Ray", "Sue"];

    public static readonly string[] Things = ["coins", "pens", "figs", "nuts", "cards", "shells", "eggs", "beads"];

    public static readonly string[] Gains = ["finds", "buys", "wins", "gets"];

    public static readonly string[] Losses = ["loses", "sells", "drops", "uses"];

    public static readonly string[] Openings = ["Today,", "At home,", "At school,", "In town,", "In the park,", "On a farm,"];

    public static readonly string[] Fillers = ["It rains.", "The sun shines.", "A bird sings.", "It is late."];

    public static readonly string[] Endings = ["have now?", "have at the end?"];
}
