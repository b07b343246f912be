/** One thing an environment does, in milliseconds on the figure's axis. */
interface LanePhase {
  phase: 'init' | 'invoke' | 'frozen';
  from: number;
  to: number;
  label: string;
}

/** An execution environment and what it goes through. */
interface Lane {
  name: string;
  phases: LanePhase[];
}

/** The moment an event reaches Lambda, and the lane that takes it. */
interface Arrival {
  at: number;
  event: string;
  lane: number;
}

/** Three overlapping events, and a fourth that finds a free environment. The times are an illustration. */
export const end = 1000;

export const lanes: Lane[] = [
  {
    name: 'Environment 1',
    phases: [
      { phase: 'init', from: 20, to: 170, label: 'init' },
      { phase: 'invoke', from: 170, to: 450, label: 'event A' },
      { phase: 'frozen', from: 450, to: 700, label: 'frozen' },
      { phase: 'invoke', from: 700, to: 910, label: 'event D' },
      { phase: 'frozen', from: 910, to: end, label: '' },
    ],
  },
  {
    name: 'Environment 2',
    phases: [
      { phase: 'init', from: 130, to: 280, label: 'init' },
      { phase: 'invoke', from: 280, to: 570, label: 'event B' },
      { phase: 'frozen', from: 570, to: end, label: 'frozen' },
    ],
  },
  {
    name: 'Environment 3',
    phases: [
      { phase: 'init', from: 260, to: 410, label: 'init' },
      { phase: 'invoke', from: 410, to: 680, label: 'event C' },
      { phase: 'frozen', from: 680, to: end, label: 'frozen' },
    ],
  },
];

export const arrivals: Arrival[] = [
  { at: 20, event: 'A', lane: 0 },
  { at: 130, event: 'B', lane: 1 },
  { at: 260, event: 'C', lane: 2 },
  { at: 700, event: 'D', lane: 0 },
];
