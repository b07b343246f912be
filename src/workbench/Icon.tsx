import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleX from 'lucide-static/icons/circle-x.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import reset from 'lucide-static/icons/rotate-ccw.svg?raw';

const ICONS = { chevronDown, circleAlert, circleCheck, circleX, copy, listChecks, play, reset };

/** The shapes alone: the frame around them is the same for all. */
const shapes = (svg: string) =>
  svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));

export function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg
      class="wb-icon"
      viewBox="0 0 24 24"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: shapes(ICONS[name]) }}
    />
  );
}
