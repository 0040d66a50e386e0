// The findings of a model as a list to pick from.

/** A row of the list, and the finding that it stands for. */
export interface Choice {
  label: string;
  description?: string;
  detail?: string;
  threat?: string;
  element?: string;
}

interface Finding {
  threat: string;
  title: string;
  element: string;
  status: string;
  because: string;
  risk?: { residual?: string };
}

/** The findings that the program wrote as JSON; those of the element that is asked about come first. */
export function choices(report: { findings?: Finding[] }, element?: string): Choice[] {
  const rows = (report.findings ?? []).map((finding) => ({
    label: finding.title,
    description: [finding.element, finding.status, finding.risk?.residual].filter(Boolean).join(" · "),
    detail: finding.because,
    threat: finding.threat,
    element: finding.element,
  }));
  return [...rows.filter((row) => row.element === element), ...rows.filter((row) => row.element !== element)];
}
