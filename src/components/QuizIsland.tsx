import { useState } from 'preact/hooks';
import type { Option, Question } from '../quiz/quiz.ts';
import { QuizText } from './QuizText.tsx';

const CHECK = 'm5 12.5 4.5 4.5L19 7.5';
const CROSS = 'M7 7l10 10M17 7 7 17';

function Icon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" class="quiz-icon">
      <path d={path} />
    </svg>
  );
}

/**
 * One question: pick, answer, read why. After a wrong answer the reader may pick again; after the right one the other
 * options explain themselves on request. Nothing is judged before the button, so arrow keys can roam the options.
 * The form keeps the choice, so a choice made before this code has loaded is not lost.
 */
export function QuizIsland({ question }: { question: Pick<Question, 'id' | 'type' | 'ask' | 'options'> }) {
  const [answered, setAnswered] = useState<Option>();
  const { id, options } = question;
  const asCode = question.type === 'predict';

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAnswered(options[Number(new FormData(event.currentTarget).get(id))]);
      }}
    >
      <fieldset>
        <legend>
          <QuizText text={question.ask} />
        </legend>
        {options.map((option, index) => (
          <label key={option.text} class="quiz-option">
            <input type="radio" name={id} value={index} required onChange={() => setAnswered(undefined)} />
            <span>
              <QuizText text={option.text} code={asCode} />
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="quiz-answer">
        Answer
      </button>
      <div role="status" class="quiz-verdict">
        {answered && (
          <>
            <p class={answered.right ? 'quiz-right' : 'quiz-wrong'}>
              <Icon path={answered.right ? CHECK : CROSS} /> {answered.right ? 'Right.' : 'Not this one.'}
            </p>
            <p>
              <QuizText text={answered.why} />
            </p>
          </>
        )}
      </div>
      {answered?.right && (
        <details>
          <summary>Why not the others?</summary>
          <dl>
            {options
              .filter((option) => !option.right)
              .map((option) => (
                <div key={option.text}>
                  <dt>
                    <QuizText text={option.text} code={asCode} />
                  </dt>
                  <dd>
                    <QuizText text={option.why} />
                  </dd>
                </div>
              ))}
          </dl>
        </details>
      )}
    </form>
  );
}
