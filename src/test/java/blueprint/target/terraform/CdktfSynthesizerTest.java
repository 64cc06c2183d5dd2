package blueprint.target.terraform;

import static blueprint.target.terraform.Expression.call;
import static blueprint.target.terraform.Expression.list;
import static blueprint.target.terraform.Expression.object;
import static blueprint.target.terraform.Expression.reference;
import static blueprint.target.terraform.Expression.template;
import static blueprint.target.terraform.TerraformModel.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.json.JsonReader;
import blueprint.nativetool.NativeTools;
import blueprint.node.NodeMissingException;
import blueprint.text.MiniHcl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CdktfSynthesizerTest {

  private static final TerraformModel SMALL =
      TerraformModel.of(
          file(
              "versions.tf",
              Block.terraform()
                  .set("required_version", ">= 1.11")
                  .block("required_providers", Body.EMPTY.set("aws", object().with("source", "a"))),
              Block.provider("aws").block("default_tags", Body.EMPTY.set("tags", object()))),
          file("main.tf", Block.locals().set("name", "x"), Block.variable("name")));

  @BeforeEach
  void requireNode() {
    NativeTools.require("node");
  }

  @Test
  void everyKindOfBlockComesBackWithTheModelsMeaning() throws NodeMissingException {
    TerraformModel model = HclEmitterTest.everyKind();

    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      assertThat(HclEmitter.emit(cdktf.synthesize(model))).isEqualTo(HclEmitter.emit(model));
    }
  }

  @Test
  void oneProcessServesSeveralThreads() throws Exception {
    TerraformModel other = TerraformModel.of(file("main.tf", Block.output("x").set("value", 1)));

    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<TerraformModel>> made = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        TerraformModel model = i % 2 == 0 ? SMALL : other;
        made.add(threads.submit(() -> cdktf.synthesize(model)));
      }
      for (int i = 0; i < 40; i++) {
        assertThat(HclEmitter.emit(made.get(i).get()))
            .isEqualTo(HclEmitter.emit(i % 2 == 0 ? SMALL : other));
      }
      threads.shutdown();
    }
  }

  @Test
  void textThatLooksLikeATokenIsOnlyText() throws NodeMissingException {
    Block locals = Block.locals();
    List<String> payloads =
        List.of(
            "${TfToken[TOKEN.0]}",
            "a ${TfToken[TOKEN.0]} b",
            "#{TfToken[TOKEN.0]}",
            "&{TfToken[TOKEN.0]}",
            "${Token[TOKEN.7]}",
            "String Map Token Value",
            "Any Map Token Value",
            "-5.4861292806364785e+303 -1.8881545897087505e+289",
            "${file(\"/etc/hostname\")}",
            "%{if true}x%{endif}",
            "back\\slash \"quoted\" $${lit} \n\r\ufeff");
    for (int i = 0; i < payloads.size(); i++) {
      String text = payloads.get(i);
      locals =
          locals
              .set("text" + i, text)
              .set("in_list" + i, list(text))
              .set("in_call" + i, call("jsonencode", Expression.text(text)))
              .set("in_template" + i, template(text, reference("var.x"), text))
              .set("as_key" + i, object().with(text, text).with("b", "c"));
    }
    TerraformModel model = TerraformModel.of(file("main.tf", locals));

    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      String written = HclEmitter.emit(cdktf.synthesize(model)).getOrDefault("main.tf", "");
      for (int i = 0; i < payloads.size(); i++) {
        String line =
            written.lines().filter(l -> l.matches(" *text\\d+ .*")).skip(i).findFirst().orElse("");
        String quoted = line.substring(line.indexOf('"'));
        assertThat(MiniHcl.evaluate(quoted)).isEqualTo(payloads.get(i));
      }
    }
  }

  @Test
  void namesThatMeanSomethingToJavaScriptAreOnlyNames() throws NodeMissingException {
    Expression.Members settings = object();
    for (String key :
        List.of(
            "__proto__",
            "constructor",
            "$jsii.byref",
            "$jsii.map",
            "//",
            "toString",
            "_children")) {
      settings = settings.with(key, object().with("a", "b"));
    }
    settings = settings.with("n", Expression.number(-123456789)).with("null", Expression.nothing());
    TerraformModel model = TerraformModel.of(file("main.tf", Block.locals().set("x", settings)));

    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      assertThat(HclEmitter.emit(cdktf.synthesize(model))).isEqualTo(HclEmitter.emit(model));
    }
  }

  @Test
  void anOutputThatSaysSomethingElseIsRefused() throws IOException {
    for (String wrong :
        List.of(
            "{'locals':{'name':'x'}}",
            "{'locals':{'name':'x','more':'y'},'variable':{'name':{}}}",
            "{'locals':{'name':['x']},'variable':{'name':{}}}",
            "{'locals':{'name':'x'},'variable':{'name':{'default':'y'}}}",
            "{'locals':{'name':null},'variable':{'name':{}}}")) {
      TerraformModel model =
          TerraformModel.of(
              file("main.tf", Block.locals().set("name", "x"), Block.variable("name")));
      CdktfOutput output = new CdktfOutput(JsonReader.read(wrong.replace('\'', '"')));

      assertThatThrownBy(() -> output.read(model))
          .as(wrong)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void valuesAreThoseOfTheOutput() throws IOException {
    TerraformModel model = TerraformModel.of(file("main.tf", Block.locals().set("name", "x")));
    CdktfOutput output = new CdktfOutput(JsonReader.read("{\"locals\": {\"name\": \"y\"}}"));

    assertThat(HclEmitter.emit(output.read(model)).get("main.tf")).contains("name = \"y\"");
  }
}
