// The choices that made an event, each with the word or row behind it.
import type { EventPage } from '../wire.ts';
import { modeWord } from '../words.ts';

export function Why({ page }: { page: EventPage }) {
  const { explanation, report } = page;
  if (!explanation) return <p class="quiet">Coded by <code>{report.because}</code>. The coder that made it is no longer at hand to say more.</p>;
  return (
    <table class="why">
      <tbody>
        {explanation.entry && <tr><th scope="row">entry</th><td><code>{explanation.entry.pattern}</code><span class="where">{explanation.entry.where}</span></td></tr>}
        {explanation.slots.length > 0 && (
          <tr>
            <th scope="row">slots</th>
            <td>{explanation.slots.map((slot, index) => <div key={index}><i>{slot.slot}</i> {slot.text}{slot.part ? <> → <mark class={slot.part === 'recipient' ? 's-recipient' : 's-actor'}>{slot.part}</mark></> : null}</div>)}</td>
          </tr>
        )}
        {explanation.choices.filter((choice) => choice.value !== '').map((choice, index) => (
          <tr key={index}><th scope="row">{modeWord(choice.choice)}</th><td><b>{choice.value}</b>{choice.why ? <span class="where">{choice.why}</span> : null}</td></tr>
        ))}
        {explanation.ranker && <tr><th scope="row">model</th><td>An event is told: {Math.round(explanation.ranker.told * 100)}%. It is of this type: {Math.round(explanation.ranker.typed * 100)}%.</td></tr>}
      </tbody>
    </table>
  );
}
