package gavel.cli.view;

/** How the page about a package looks. */
final class PageStyle {
  static final String CSS =
      """
      :root { color-scheme: light dark; --ink: #1c2128; --dim: #5c6570; --line: #d5dae0;
        --page: #fff; --panel: #f5f7f9; --good: #1a7f37; --bad: #b3261e; --odd: #8a6100; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #9aa4b0;
        --line: #3a424c; --page: #14181d; --panel: #1d232a; --good: #57c273; --bad: #ff8a80;
        --odd: #e3b341; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--page); color: var(--ink);
        font: 15px/1.5 system-ui, sans-serif; }
      main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
      section + section { margin-top: 3rem; border-top: 2px solid var(--line); }
      h1 { font-size: 1.6rem; margin: 0.5rem 0; }
      h1 small { color: var(--dim); font-weight: normal; font-size: 1rem; }
      h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
      .summary { font-weight: 600; margin: 0; }
      .good { color: var(--good); } .bad { color: var(--bad); } .odd { color: var(--odd); }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.5rem;
        background: var(--panel); padding: 0.8rem 1rem; border-radius: 6px; }
      dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
      .problems { padding-left: 1.2rem; margin: 0; }
      .problems li, .remarks li { overflow-wrap: anywhere; }
      code, .grid th, .submissions th[scope], svg text { font-family: ui-monospace, monospace; }
      code { font-size: 0.87rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; }
      .submissions { width: 100%; }
      .submissions th, .submissions td { text-align: left; padding: 0.3rem 0.7rem 0.3rem 0;
        white-space: nowrap; }
      .submissions thead th { color: var(--dim); font-weight: normal;
        border-bottom: 2px solid var(--line); }
      .submissions tbody tr:not(.remarks) > * { border-top: 1px solid var(--line); }
      .submissions th[scope] { font-weight: normal; font-size: 0.87rem; }
      .submissions .n { text-align: right; font-variant-numeric: tabular-nums; }
      .wrong th[scope] { box-shadow: inset 3px 0 var(--bad); padding-left: 0.6rem !important;
        font-weight: 600 !important; }
      .remarks td { padding-top: 0 !important; white-space: normal !important; }
      .remarks ul { margin: 0 0 0.4rem; padding-left: 1.6rem; color: var(--dim);
        font-size: 0.92rem; }
      .remarks em { overflow-wrap: anywhere; }
      .problems span, .remarks li, .remarks em { white-space: pre-wrap; }
      .remarks pre { margin: 0; white-space: pre-wrap; font-size: 0.8rem; }
      .flags { color: var(--odd); } .wrong .flags { color: var(--bad); }
      .flags { font-weight: 600; font-size: 0.8rem; }
      .verdict { display: inline-block; min-width: 2.6rem; padding: 0 0.4rem; border-radius: 3px;
        text-align: center; font-weight: 600; font-size: 0.85rem; color: #fff; }
      .grid th { font-weight: normal; font-size: 0.8rem; text-align: right; vertical-align: top;
        padding: 2px 0.8rem 2px 0; white-space: nowrap; }
      .grid td { padding: 1px 0; line-height: 0; }
      .grid i, .legend i { display: inline-block; width: 15px; height: 15px; margin: 1px;
        border-radius: 2px; color: #fff; font: 600 10px/15px system-ui, sans-serif;
        text-align: center; vertical-align: top; }
      .legend i { vertical-align: middle; }
      .grid i.gap { width: 7px; }
      i.near { box-shadow: inset 0 0 0 3px #f2b705; }
      .legend { color: var(--dim); font-size: 0.87rem; }
      .v-AC { background: #2e8b47; fill: #2e8b47; } .v-WA { background: #c3362b; fill: #c3362b; }
      .v-TLE { background: #2667b8; fill: #2667b8; }
      .v-RTE { background: #8449b0; fill: #8449b0; }
      .v-MLE { background: #8a5a33; fill: #8a5a33; }
      .v-OLE { background: #b8650f; fill: #b8650f; }
      .v-SV { background: #111; fill: #111; } .v-JE { background: #c2187a; fill: #c2187a; }
      .v-CE, .v-SKIPPED { background: #6b7580; fill: #6b7580; }
      svg { display: block; } svg text { fill: var(--ink); font-size: 12px; }
      svg .axis { fill: var(--dim); font-size: 11px; } svg .name { font-size: 11px; }
      svg .grid { stroke: var(--line); } svg .tick { stroke: #fff; opacity: 0.55; }
      svg .zone { fill: #f2b705; opacity: 0.16; }
      svg .limit { stroke: var(--bad); stroke-width: 2; }
      svg .safe { stroke: var(--odd); stroke-width: 1.5; stroke-dasharray: 5 3; }
      @media print { .wide { overflow: visible; } }
      """;

  private PageStyle() {}
}
