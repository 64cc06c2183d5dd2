package blueprint.rule;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;

/** Finds one kind of fault. */
interface Rule {

  /** Reports every place where the fault is. */
  void check(Blueprint blueprint, Diagnostics found);
}
