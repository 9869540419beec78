// Starts the independent Bot API server on the port given, and says so.
const api = require("telegram-test-api");
const TelegramServer = api.TelegramServer || api.default || api;
const server = new TelegramServer({port: Number(process.argv[2]), host: "127.0.0.1", storeTimeout: 600});
server.start().then(() => console.log("up"));
