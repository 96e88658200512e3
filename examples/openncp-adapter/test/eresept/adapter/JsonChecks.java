package eresept.adapter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What is read as JSON, and what is not. */
final class JsonChecks extends World {
    JsonChecks(String address, Path folder) throws Exception {
        super(address, folder);
    }

    void json() throws Exception {
        Json.Members read = Json.read(bytes(" {\"a\" : \"\\u00e6\\n\\ud83d\\ude00 ø\", \"b\":[{}, {\"c\":-12.5e-1}],"
                + "\"n\":null,\"t\":true,\"w\":120e1} "));
        equal("æ\n\ud83d\ude00 ø", read.text("a"));
        equal(2, read.objects("b").size());
        equal(null, read.textOrNull("n"));
        equal(true, read.truth("t"));
        equal(1200L, read.wholeOrNull("w"));
        for (String wrong : List.of("", "{", "{}{}", "[]", "null", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
                "{'a':1}", "{\"a\":01}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":+1}", "{\"a\":1e}", "{\"a\":1e9999}",
                "{\"a\":NaN}", "{\"a\":tru}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\u+123\"}",
                "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\\ud800\"}", "{\"a\":\"\n\"}", "{\"a\":\"", "{\"a\":1,\"a\":1}",
                "{\"a\":1 \"b\":2}", "{\"a\":[1 2]}", "{\"a\":[1,]}", "// x\n{}", "\ufeff{}",
                "{\"a\":" + "[".repeat(5000))) {
            try {
                Json.read(bytes(wrong));
            } catch (Json.Malformed e) {
                continue;
            }
            throw new AssertionError("read: " + wrong);
        }
        try {
            Json.read(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'});
            throw new AssertionError("read: no UTF-8");
        } catch (Json.Malformed e) {
            equal("no UTF-8", e.getMessage());
        }
        String odd = "\"\\\u0000\u001f\u2028 æ \ud83d\ude00 </script>";
        equal(odd, Json.read(Json.write("a", odd, "left out", null)).text("a"));
        equal("{}", new String(Json.write("left out", null), StandardCharsets.UTF_8));
    }
}
