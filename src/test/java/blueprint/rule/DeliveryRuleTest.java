package blueprint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import org.junit.jupiter.api.Test;

/** What is too long to be shown in a golden. */
final class DeliveryRuleTest {
}
