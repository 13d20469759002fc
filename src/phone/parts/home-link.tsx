// The way back that stands under every screen about the card.
import { useApp } from '../app-context.ts'
import { Link } from './button.tsx'

export const HomeLink = () => {
  const { words, go } = useApp()
  return (
    <Link id="home" onClick={() => go('home')}>
      {words.back}
    </Link>
  )
}
