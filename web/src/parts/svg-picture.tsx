import { useMemo } from 'react';

interface Shape {
  path: string;
  fill: string;
}

/**
 * Draws the paths and rectangles of an SVG that came as text (the QR code of a second factor), and nothing else of it: no markup of an
 * answer is ever put into the page as markup.
 */
export function SvgPicture({ source, label }: { source: string; label: string }) {
  const picture = useMemo(() => {
    const root = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
    const box = root.getAttribute('viewBox') ?? '0 0 100 100';
    const shapes: Shape[] = [];
    for (const part of root.querySelectorAll('path, rect')) {
      const number = (name: string) => Number.parseFloat(part.getAttribute(name) ?? '0') || 0;
      const whole = (name: string, index: number) =>
        part.getAttribute(name)?.endsWith('%') ? Number(box.split(/\s+/)[index]) || 0 : number(name);
      const path =
        part.localName === 'path'
          ? (part.getAttribute('d') ?? '')
          : `M${number('x')} ${number('y')}h${whole('width', 2)}v${whole('height', 3)}h-${whole('width', 2)}z`;
      shapes.push({ path, fill: part.getAttribute('fill') ?? '#000' });
    }
    return { box, shapes };
  }, [source]);
  return (
    <div className="qr">
      <svg viewBox={picture.box} role="img" aria-label={label} shapeRendering="crispEdges">
        {picture.shapes.map((shape) => (
          <path key={`${shape.fill} ${shape.path.slice(0, 40)}`} d={shape.path} fill={shape.fill} />
        ))}
      </svg>
    </div>
  );
}
