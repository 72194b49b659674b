import { Check, ChevronDown, Search, X } from 'lucide-react'
import { type ReactNode, type Ref, useLayoutEffect, useRef } from 'react'
import {
  Button as AriaButton,
  SearchField as AriaSearchField,
  Select as AriaSelect,
  Switch as AriaSwitch,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
  TextArea,
} from 'react-aria-components'
import { classNames } from './class-names'

const BOX =
  'min-target w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-faint placeholder-shown:text-ellipsis'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string
  readonly description?: string
  readonly error?: string | null
  readonly placeholder?: string
  readonly inputClassName?: string
  readonly inputRef?: Ref<HTMLInputElement>
  /** Lines may be broken, and the field grows with its text. */
  readonly multiline?: boolean
}

/** A text with its label, a hint and its error. */
export function TextField(props: TextFieldProps) {
  const { label, description, error, placeholder, inputClassName, inputRef, multiline = false, ...rest } = props
  const field = useTypedEarly(rest.value, rest.onChange)
  const look = classNames(
    BOX,
    'data-[invalid]:border-bad data-[disabled]:border-line data-[disabled]:bg-sunken data-[disabled]:text-ink-soft',
    inputClassName,
  )
  return (
    <AriaTextField {...rest} ref={field} isInvalid={Boolean(error)} className="flex flex-col gap-1.5">
      <Label className="font-medium text-ink-soft text-sm">{label}</Label>
      {multiline ? (
        <TextArea placeholder={placeholder} className={`${look} field-sizing-content max-h-48 resize-none py-2.5`} />
      ) : (
        <Input ref={inputRef} placeholder={placeholder} className={look} />
      )}
      {description && (
        <Text slot="description" className="text-ink-faint text-sm">
          {description}
        </Text>
      )}
      <FieldError className="text-bad text-sm">{error}</FieldError>
    </AriaTextField>
  )
}

/** A page that the server has drawn is typed into before its scripts are there: what stands in a field then is what was typed. */
function useTypedEarly(value: string | undefined, onChange: ((value: string) => void) | undefined) {
  const field = useRef<HTMLDivElement>(null)
  const first = useRef({ value, onChange })
  useLayoutEffect(() => {
    const typed = field.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')?.value
    const { value: drawn, onChange: tell } = first.current
    if (drawn !== undefined && typed !== undefined && typed !== drawn) tell?.(typed)
  }, [])
  return field
}

export interface SearchFieldProps {
  readonly label: string
  readonly clearLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit?: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
  /** Shown at the end of the empty field, e.g. the key that jumps here. */
  readonly hint?: ReactNode
}

/** Search whose label is spoken, and shown as the placeholder. */
export function SearchField({ label, clearLabel, value, onChange, onSubmit, inputRef, hint }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      onSubmit={onSubmit}
      className="group relative flex w-full items-center"
    >
      <Search aria-hidden className="pointer-events-none absolute start-3 size-5 text-ink-faint" />
      <Input
        ref={inputRef}
        placeholder={label}
        className={classNames(
          BOX,
          'ps-10 pe-11 !border-transparent !bg-sunken [&::-webkit-search-cancel-button]:hidden',
        )}
      />
      {value === '' ? (
        hint && <span className="pointer-events-none absolute end-3">{hint}</span>
      ) : (
        <AriaButton
          aria-label={clearLabel}
          className="min-target absolute end-0 flex items-center justify-center rounded-md"
        >
          <X aria-hidden className="size-4" />
        </AriaButton>
      )}
    </AriaSearchField>
  )
}

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
}

export interface SelectProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly placeholder?: string
  readonly isDisabled?: boolean
}

/** One of a list that is too long for buttons. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onChange, placeholder, isDisabled } = props
  return (
    <AriaSelect
      value={value}
      onChange={(key: Key | null) => key !== null && onChange(key as Value)}
      isDisabled={isDisabled}
      placeholder={placeholder}
      className="flex flex-col gap-1.5"
    >
      <Label className="font-medium text-ink-soft text-sm">{label}</Label>
      <AriaButton
        className={classNames(BOX, 'flex items-center justify-between gap-2 text-start data-[disabled]:opacity-45')}
      >
        <SelectValue className="truncate">
          {/* The chosen item's own content carries its tick; the field shows the words alone. */}
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden className="size-5 shrink-0 text-ink-faint" />
      </AriaButton>
      <Popover className="min-w-(--trigger-width) rounded-md border border-line bg-surface p-1 shadow-float">
        <ListBox className="max-h-72 overflow-auto outline-none">
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className="group flex min-target items-center justify-between gap-3 rounded-sm px-3 text-ink outline-none data-[focused]:bg-sunken"
            >
              {option.label}
              <Check aria-hidden className="invisible size-4 text-accent group-data-[selected]:visible" />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export interface SwitchProps {
  readonly label: string
  readonly description?: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
  readonly isDisabled?: boolean
}

/** On or off, with what it does beside it. */
export function Switch({ label, description, value, onChange, isDisabled }: SwitchProps) {
  return (
    <AriaSwitch
      isSelected={value}
      onChange={onChange}
      isDisabled={isDisabled}
      className="group flex min-target items-center justify-between gap-6 py-2 data-[disabled]:opacity-45"
    >
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        {description && <span className="block text-ink-soft text-sm">{description}</span>}
      </span>
      <span className="flex h-7 w-12 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-0.5 transition-colors duration-(--motion-fast) group-data-[focus-visible]:outline-3 group-data-[selected]:border-accent group-data-[selected]:bg-accent">
        <span className="size-5.5 rounded-full bg-line-strong transition-transform duration-(--motion-fast) group-data-[selected]:translate-x-5 group-data-[selected]:bg-on-accent rtl:group-data-[selected]:-translate-x-5" />
      </span>
    </AriaSwitch>
  )
}
