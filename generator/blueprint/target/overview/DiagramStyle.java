package blueprint.target.overview;

import blueprint.plan.Network.Exposure;
import java.util.Locale;

/**
 * The colours of a picture, by day and by night. Written out for both, because not every viewer
 * knows variables.
 */
final class DiagramStyle {

  private static final String FONT =
      "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";

  private static final String SHAPES =
      """
      text { font-family: %s; fill: #1f2328 }
      .h { font-size: 22px; font-weight: 600 }
      .name { font-size: 15px; font-weight: 600 }
      .line { font-size: 13px }
      .small { font-size: 12px }
      .pill text { font-size: 12px; font-weight: 600; text-anchor: middle }
      .middle { text-anchor: middle }
      .end { text-anchor: end }
      path, .icon { fill: none; stroke-linecap: round; stroke-linejoin: round }
      .flow { stroke-width: 1.75px }
      .in .flow { stroke-width: 2.25px }
      .out .flow { stroke-dasharray: 5 4 }
      .zone { fill: none; stroke-dasharray: 3 4 }
      """;

  private static final String DAY =
      """
      .page { fill: #ffffff }
      .dim { fill: #59636e }
      .network { fill: #f6f8fa; stroke: #d1d9e0 }
      .zone { stroke: #afb8c1 }
      .band.public { fill: #dcf5e3; stroke: #b4e6c3 }
      .band.private { fill: #ddeeff; stroke: #b8d8f8 }
      .band.isolated { fill: #ece6fb; stroke: #d3c5f5 }
      .band.unknown { fill: #eaeef2; stroke: #d1d9e0 }
      .cell, .chip { fill: #ffffff }
      .public .cell { stroke: #57b877 }
      .private .cell { stroke: #6cabee }
      .isolated .cell { stroke: #a68ae6 }
      .unknown .cell { stroke: #afb8c1 }
      .card { fill: #ffffff; stroke: #c4ccd4 }
      .chip { fill: #eef4fb; stroke: #b8d8f8 }
      .icon { stroke: #0a69da; stroke-width: 1.75px }
      .outside { fill: #24292f; stroke: #24292f }
      .over { fill: #ffffff }
      .flow { stroke: #57606a }
      .head { fill: #57606a }
      .in .flow { stroke: #bc4c00 }
      .in .head { fill: #bc4c00 }
      .out .flow { stroke: #6e7781 }
      .pill rect { fill: #ffffff; stroke: #57606a }
      .in .pill rect { stroke: #bc4c00 }
      .in .pill text { fill: #953800 }
      """;

  private static final String NIGHT =
      """
      text { fill: #e6edf3 }
      .page { fill: #0d1117 }
      .dim { fill: #9198a1 }
      .network { fill: #11161d; stroke: #3d444d }
      .zone { stroke: #545d68 }
      .band.public { fill: #10281a; stroke: #1f5131 }
      .band.private { fill: #10233d; stroke: #1d4270 }
      .band.isolated { fill: #211a38; stroke: #41336d }
      .band.unknown { fill: #1a2028; stroke: #3d444d }
      .cell, .chip { fill: #0d1117 }
      .public .cell { stroke: #347d4d }
      .private .cell { stroke: #316dca }
      .isolated .cell { stroke: #7057b8 }
      .unknown .cell { stroke: #545d68 }
      .card { fill: #161b22; stroke: #4a525c }
      .chip { fill: #122236; stroke: #25588f }
      .icon { stroke: #6cb6ff }
      .outside { fill: #30363d; stroke: #545d68 }
      .over { fill: #ffffff }
      .flow { stroke: #a8b1bb }
      .head { fill: #a8b1bb }
      .in .flow { stroke: #f0883e }
      .in .head { fill: #f0883e }
      .out .flow { stroke: #8b949e }
      .pill rect { fill: #0d1117; stroke: #a8b1bb }
      .in .pill rect { stroke: #f0883e }
      .in .pill text { fill: #f0a06a }
      """;

  private DiagramStyle() {}

  /** The style sheet, without a character that XML would have to escape. */
  static String sheet() {
    String shapes = SHAPES.formatted(FONT);
    return shapes + DAY + "@media (prefers-color-scheme: dark) {\n" + NIGHT + "}\n";
  }

  /** The class of a row. */
  static String of(Exposure exposure) {
    return exposure.name().toLowerCase(Locale.ROOT);
  }
}
