import "./preview.test";
import "./server.test";
