// Decodes with node-llama-cpp what NodeProcess asks for: each line of JSON on stdin is a run, and a line on stdout says what came of it.
import {createInterface} from "node:readline";
import {getLlama, JinjaTemplateChatWrapper, LlamaChatSession, LlamaLogLevel, TokenBias} from "node-llama-cpp";

const [modelPath, threads, flashAttention] = [process.argv[2], Number(process.argv[3]), process.argv[4] === "true"];
const llama = await getLlama({gpu: false, build: "never", skipDownload: true, progressLogs: false, logLevel: LlamaLogLevel.error, maxThreads: threads});
const model = await llama.loadModel({modelPath});

function say(message) {
    process.stdout.write(JSON.stringify(message) + "\n");
}

// No end of a reply before its limit, as on the other side.
function endless(endTokens) {
    const bias = TokenBias.for(model);
    for (const token of endTokens) bias.set(token, "never");
    return bias;
}

async function inContext({sequences, contextTokens}, decode) {
    const context = await model.createContext({sequences, contextSize: contextTokens, batchSize: 512, threads, flashAttention});
    const all = Array.from({length: sequences}, () => context.getSequence());
    try {
        const computed = process.cpuUsage(), start = performance.now();
        let first = Infinity;
        const replies = await Promise.all(all.map((sequence) => decode(sequence, () => { first = Math.min(first, performance.now()); })));
        const seconds = (performance.now() - start) / 1000, {user, system} = process.cpuUsage(computed);
        return {firstSeconds: (first - start) / 1000, seconds, processorSeconds: (user + system) / 1e6, replies};
    } finally {
        await context.dispose();
    }
}

// The tokens of a prompt, and so many of the reply: what decodes, without chat templates and budgets.
function decodeTokens(run) {
    const tokenBias = endless(run.endTokens);
    return inContext(run, async (sequence, onFirst) => {
        const tokens = [];
        for await (const token of sequence.evaluate(run.prompt, {temperature: 0, tokenBias, yieldEogToken: true})) {
            if (tokens.length === 0) onFirst();
            tokens.push(token);
            if (tokens.length === run.tokens) break;
        }
        return {tokens: tokens.length, thoughtTokens: 0, text: model.detokenize(tokens, true)};
    });
}

// A question through the chat template, the thinking cut at a budget.
function ask(run) {
    return inContext(run, async (sequence, onFirst) => {
        const session = new LlamaChatSession({
            contextSequence: sequence,
            systemPrompt: "",
            chatWrapper: new JinjaTemplateChatWrapper({template: run.template, segments: {thoughtTemplate: "<think>{{content}}</think>"}})
        });
        let tokens = 0, thoughtTokens = 0;
        const text = await session.prompt(run.question, {
            temperature: 0,
            maxTokens: run.tokens,
            budgets: {thoughtTokens: run.thoughtTokens, includeCurrentResponse: true},
            onResponseChunk(chunk) {
                if (tokens === 0) onFirst();
                tokens += chunk.tokens.length;
                if (chunk.type === "segment" && chunk.segmentType === "thought") thoughtTokens += chunk.tokens.length;
            }
        });
        return {tokens, thoughtTokens, text};
    });
}

say({release: llama.llamaCppRelease?.release ?? "", build: llama.buildType});
for await (const line of createInterface({input: process.stdin})) {
    const run = JSON.parse(line);
    say(run.question ? await ask(run) : await decodeTokens(run));
}
process.exit(0);
