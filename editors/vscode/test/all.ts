import "./findings.test";
import "./preview.test";
import "./server.test";
