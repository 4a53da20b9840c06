// A mark as it stands in the timeline, small, beside words.
import { QUAD_CLASS, hasHappened, typeLook } from '../words.ts';
import { shapePath } from '../timeline/shapes.ts';

interface Props {
  type: string;
  stage: string;
  size?: number;
}

export function MarkIcon({ type, stage, size = 14 }: Props) {
  const look = typeLook(type);
  const hollow = !hasHappened(stage);
  const struck = stage === 'denied' || stage === 'refused' || stage === 'cancelled';
  return (
    <svg class={`mark ${QUAD_CLASS[look.quad]} ${hollow ? 'hollow' : 'solid'}`} width={size} height={size} viewBox="-8 -8 16 16" aria-hidden="true">
      <path d={shapePath(look.shape, 0, 0, hollow ? 4.9 : 5.4)} />
      {struck && <path class="strike" d="M-7,7L7,-7" />}
    </svg>
  );
}
